import { isJsonObject } from '../platform/Json.ts';

/**
 * The identifiers that a `ReportBatchItemFailures` answer names; `undefined` where the answer counts as a failure of the whole batch.
 * An empty or absent list, `null` and an empty object are a complete success; an identifier that is empty, of another type or not of
 * this batch fails the batch (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
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
