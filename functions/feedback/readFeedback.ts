import { type Feedback, malformed } from '../rules/feedback/Feedback.ts';
import { parseDeliveryFailure } from '../rules/feedback/parseDeliveryFailure.ts';
import { parseDeliveryStatus } from '../rules/feedback/parseDeliveryStatus.ts';
import { isObject } from '../rules/json.ts';
import { readLogEvents } from './readLogEvents.ts';

/**
 * Reads a batch of delivery-status log entries, or notifications of the failures topic. Any other event is one
 * malformed entry.
 */
export function readFeedback(event: unknown): readonly Feedback[] {
  if (!isObject(event)) return [malformed];
  if (isObject(event.awslogs)) return readLogEvents(event)?.map(parseDeliveryStatus) ?? [malformed];
  if (!Array.isArray(event.Records)) return [malformed];
  return event.Records.map((record: unknown) => {
    const notification = isObject(record) && isObject(record.Sns) ? record.Sns.Message : undefined;
    return typeof notification === 'string' ? parseDeliveryFailure(notification) : malformed;
  });
}
