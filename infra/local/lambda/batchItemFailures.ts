import { isJsonObject } from '../platform/Json.ts';

/**
 * Returns the identifiers that a `ReportBatchItemFailures` answer names, none for an absent or empty list.
 * Returns `undefined` if the whole batch failed: an identifier is empty, no text, or not of this batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function batchItemFailures(payload: string, identifiers: ReadonlySet<string>): readonly string[] | undefined {
  const answer: unknown = JSON.parse(payload);
  const failures: unknown = isJsonObject(answer) ? (answer.batchItemFailures ?? []) : [];
  if (!Array.isArray(failures)) return undefined;
  const named: string[] = [];
  for (const failure of failures) {
    const identifier: unknown = isJsonObject(failure) ? failure.itemIdentifier : undefined;
    if (typeof identifier !== 'string' || !identifiers.has(identifier)) return undefined;
    named.push(identifier);
  }
  return named;
}
