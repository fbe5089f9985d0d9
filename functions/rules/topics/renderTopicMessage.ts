import { chooseText } from '../publishing/chooseText.ts';
import type { MessageRow } from '../publishing/MessageRow.ts';
import { renderPayload } from '../publishing/renderPayload.ts';

/** A message to a topic, for each kind of subscriber. */
export interface PushPayloads {
  /** For queues, functions and web hooks: JSON of the message's id and content. */
  readonly default: string;
  /** For mailboxes. Absent if there is nothing to read. */
  readonly email?: string;
  readonly APNS: string;
  readonly APNS_SANDBOX: string;
  /** FCM v1's `message`. */
  readonly FCM: string;
}

/**
 * Renders a message for a topic. All get the same text, since SNS does not know a device's locale.
 * `timeToLive`: seconds left.
 */
export function renderTopicMessage({ id, content, options, ...message }: MessageRow, timeToLive: number): PushPayloads {
  const text = chooseText(content, null);
  const sequence = message.sequence ?? null;
  const input = { content, options, text, messageId: id, deliveryId: null, timeToLive, sequence };
  const { title, body, data } = content;
  const letter = [title, body].filter((part) => part).join('\n\n');
  return {
    default: JSON.stringify({ messageId: id, title, body, data }),
    ...(letter === '' ? {} : { email: letter }),
    APNS: JSON.stringify(renderPayload('APNS', input)),
    APNS_SANDBOX: JSON.stringify(renderPayload('APNS_SANDBOX', input)),
    FCM: JSON.stringify(renderPayload('FCM', input)),
  };
}
