// Runs in APPSYNC_JS too.
import { findRepeated } from '../findRepeated.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';

export const batchLimits = {
  entries: 100,
  /**
   * Bytes of UTF-8 of the entries' canonical arguments. A step-up grant holds them, and stays below DynamoDB's 400 KB.
   */
  bytes: 262_144,
  /** Characters (Amazon SNS API Reference, "PublishBatchRequestEntry"). */
  id: 80,
} as const;

const entriesField = 'input.entries';
const idCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/**
 * Returns the refusal of a batch of so many entries, or null.
 * The error types are SNS's (Amazon SNS API Reference, "PublishBatch").
 */
export function validateBatchLength(length: number): Refusal | null {
  const limit = `1–${batchLimits.entries} entries`;
  if (length === 0) return refusal('EmptyBatchRequest', entriesField, 'empty', limit);
  if (length <= batchLimits.entries) return null;
  return refusal('TooManyEntriesInBatchRequest', entriesField, `${length} entries`, limit);
}

/** Returns the refusal of a batch with entries of these ids, or null. `validateBatchLength` comes before. */
export function validateBatchIds(ids: readonly string[]): Refusal | null {
  const malformed = ids.findIndex((id) => !isEntryId(id));
  if (malformed >= 0) {
    const allowed = `1–${batchLimits.id} of A–Z a–z 0–9 _ -`;
    return refusal('InvalidBatchEntryId', `${entriesField}.${malformed}.id`, 'not an entry’s id', allowed);
  }
  const twice = findRepeated(ids);
  return twice === undefined
    ? null
    : refusal('BatchEntryIdsNotDistinct', entriesField, `with ${twice} twice`, 'distinct ids');
}

/** Returns why a batch is refused as a whole, or null. `bytes`: of its entries' canonical arguments. */
export function validateBatchSize(bytes: number): Refusal | null {
  if (bytes <= batchLimits.bytes) return null;
  return refusal('BatchRequestTooLong', entriesField, `${bytes} bytes`, `at most ${batchLimits.bytes} bytes`);
}

function isEntryId(id: string): boolean {
  if (id.length === 0 || id.length > batchLimits.id) return false;
  return id.split('').every((character) => idCharacters.indexOf(character) >= 0);
}

function refusal(errorType: string, field: string, given: string, limit: string): Refusal {
  const { message, errorInfo } = invalidInput(field, given, limit);
  return { errorType, message: `${message} Nothing was accepted.`, errorInfo };
}
