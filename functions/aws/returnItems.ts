import type { SQSBatchResponse } from 'aws-lambda';
import { emitMetrics } from './logging/emitMetrics.ts';

/**
 * Returns the answer that has these items come again, to the function's queue or stream, and counts them. Lambda counts
 * them as no error. The caller logs why.
 */
export function returnItems(identifiers: readonly string[]): SQSBatchResponse {
  if (identifiers.length > 0) emitMetrics({ values: { ItemsReturned: identifiers.length } });
  return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
}
