import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { objectList, optionalString } from './input.ts';

const MOST_ENTRIES = 10;

/** Checks `Entries` as a whole, then answers each entry by itself. */
export function runBatch(
  input: JsonObject,
  request: string,
  run: (entry: JsonObject) => JsonObject,
  checkAll: (entries: readonly JsonObject[]) => void = () => {},
): JsonObject {
  const entries = objectList(input, 'Entries');
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${request}RequestEntry in the request.`);
  }
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = new Set<string>();
  for (const entry of entries) {
    const id = optionalString(entry, 'Id') ?? '';
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) {
      throw new AwsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (ids.has(id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
    ids.add(id);
  }
  checkAll(entries);
  const successful: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful: successful, ...(failed.length === 0 ? {} : { Failed: failed }) };
}
