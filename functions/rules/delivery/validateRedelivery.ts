// Runs in APPSYNC_JS too.
import type { MessageStatus } from '../../../schema/generated/types.ts';
import { isOrdered } from '../ordering/messageGroups.ts';
import type { MessageRow } from '../publishing/MessageRow.ts';
import type { Refusal } from '../Refusal.ts';

const errorInfo = { field: 'input.messageId' };
/** The states in which a message has no deliveries. */
const withoutDeliveries: readonly MessageStatus[] = ['SCHEDULED', 'ACCEPTED', 'DUPLICATE'];

type Redelivered = Pick<MessageRow, 'audience' | 'expiresAt' | 'options' | 'publication' | 'status'>;

/** Returns why nothing of the message can be sent again, or null. `now`: ISO 8601. */
export function validateRedelivery(message: Redelivered, now: string): Refusal | null {
  const { expiresAt, status } = message;
  if (status === 'CANCELLED') {
    return { errorType: 'MessageCancelled', message: 'The message was cancelled. Publish another one.', errorInfo };
  }
  if (expiresAt <= now) {
    const words = `The message expired at ${expiresAt}. Publish another one.`;
    return { errorType: 'MessageExpired', message: words, errorInfo: { ...errorInfo, expiresAt } };
  }
  if (withoutDeliveries.indexOf(status) >= 0)
    return noDeliveries(`It is ${status}, so nothing of it has failed.`, status);
  if (!message.audience.topic) return null;
  if (isOrdered(message))
    return message.publication ? null : noDeliveries('SNS has not taken it, so no follower has it yet.', status);
  return noDeliveries('SNS itself sends the messages of a standard topic to devices.', status);
}

function noDeliveries(why: string, status: MessageStatus): Refusal {
  return {
    errorType: 'NoDeliveries',
    message: `The message has no deliveries. ${why}`,
    errorInfo: { ...errorInfo, status },
  };
}
