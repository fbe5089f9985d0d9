import { gunzipSync } from 'node:zlib';
import { isObject, parseObject } from '../rules/json.ts';

/** CloudWatch Logs sends at most 1 MB a batch. A batch that unpacks to more than this is not from there. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Returns the messages of a batch of log entries: an empty text for an entry without one, null for another event.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 */
export function readLogEvents(event: unknown): readonly string[] | null {
  const batch = isObject(event) && isObject(event.awslogs) ? parseObject(unzip(event.awslogs.data)) : null;
  if (batch === null) return null;
  // CloudWatch Logs sends a CONTROL_MESSAGE to check that it can reach the function.
  if (batch.messageType !== 'DATA_MESSAGE') return [];
  if (!Array.isArray(batch.logEvents)) return null;
  return batch.logEvents.map((entry: unknown) =>
    isObject(entry) && typeof entry.message === 'string' ? entry.message : '',
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
