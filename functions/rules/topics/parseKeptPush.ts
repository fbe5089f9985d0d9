import { parseObject } from '../json.ts';

/** A topic's message that a phone did not get, as SNS keeps it for the phone's subscription. */
export interface KeptPush {
  readonly subscriptionArn: string;
  /** Heliograph's. */
  readonly messageId: string;
}

/** In the text of any platform, which may have JSON in its JSON. */
const ownId = /messageId\\*"\s*:\s*\\*"([0-9A-HJKMNP-TV-Z]{26})/;

/**
 * Parses what SNS put into the dead-letter queue of a phone's subscription. Only the link by which one unsubscribes
 * names the subscription. Returns null for any other text.
 */
export function parseKeptPush(body: string): KeptPush | null {
  const { Message, UnsubscribeURL } = parseObject(body) ?? {};
  const messageId = typeof Message === 'string' ? ownId.exec(Message)?.[1] : undefined;
  const link = typeof UnsubscribeURL === 'string' ? URL.parse(UnsubscribeURL) : null;
  const subscriptionArn = link?.searchParams.get('SubscriptionArn') ?? null;
  return messageId === undefined || subscriptionArn === null ? null : { subscriptionArn, messageId };
}
