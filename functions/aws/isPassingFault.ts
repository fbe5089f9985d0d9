import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PassingFailure } from '../rules/Failure.ts';
import { isObject } from '../rules/json.ts';

/** Words in the names of errors that are over once a service has room, a network is back, or a policy is mended. */
const passing =
  /Throttl|Throughput|LimitExceeded|SlowDown|Timeout|AccessDenied|Kms|KMS|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN/;
/** Of the same words, what does not go away: an item collection of 10 GB is full. */
const lasting = /ItemCollectionSizeLimit/;

/**
 * Whether the same work may succeed later without a change of it or of the code: AWS throttles, fails or does not
 * answer, or a policy lacks a permission.
 */
export function isPassingFault(error: unknown): boolean {
  if (error instanceof PassingFailure) return true;
  if (!(error instanceof Error)) return false;
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).some(
      ({ Code = '' }) => passing.test(Code) || Code === 'TransactionConflict',
    );
  }
  if (statusOf(error) >= 500) return true;
  return wordsOf(error).some((word) => passing.test(word) && !lasting.test(word));
}

/** Returns the HTTP status of an answer of AWS, or 0. */
function statusOf(error: Error): number {
  const metadata = '$metadata' in error && isObject(error.$metadata) ? error.$metadata : {};
  return Number(metadata.httpStatusCode ?? 0);
}

function wordsOf(error: Error): readonly string[] {
  return [error.name, 'code' in error ? String(error.code) : ''];
}
