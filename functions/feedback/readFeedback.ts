import { gunzipSync } from 'node:zlib';
import { type Feedback, malformed } from '../rules/feedback/Feedback.ts';
import { parseDeliveryFailure } from '../rules/feedback/parseDeliveryFailure.ts';
import { parseDeliveryStatus } from '../rules/feedback/parseDeliveryStatus.ts';
import { isObject, parseObject } from '../rules/json.ts';

/** CloudWatch Logs sends at most 1 MB a batch. A batch that unpacks to more than this is not from there. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads a batch of delivery-status log entries, or notifications of the failures topic. Any other event is one
 * malformed entry.
 */
export function readFeedback(event: unknown): readonly Feedback[] {
  if (!isObject(event)) return [malformed];
  if (isObject(event.awslogs)) return readLogs(event.awslogs.data);
  if (!Array.isArray(event.Records)) return [malformed];
  return event.Records.map((record: unknown) => {
    const notification = isObject(record) && isObject(record.Sns) ? record.Sns.Message : undefined;
    return typeof notification === 'string' ? parseDeliveryFailure(notification) : malformed;
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample */
function readLogs(data: unknown): readonly Feedback[] {
  const batch = parseObject(unzip(data));
  if (batch === null) return [malformed];
  // CloudWatch Logs sends a CONTROL_MESSAGE to check that it can reach the function.
  if (batch.messageType !== 'DATA_MESSAGE') return [];
  if (!Array.isArray(batch.logEvents)) return [malformed];
  return batch.logEvents.map((entry: unknown) =>
    isObject(entry) && typeof entry.message === 'string' ? parseDeliveryStatus(entry.message) : malformed,
  );
}

function unzip(data: unknown): string | null {
  if (typeof data !== 'string') return null;
  try {
    return gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}
