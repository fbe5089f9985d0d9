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

const idCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/**
 * Returns the refusal of a batch with entries of these ids, or null.
 * The error types are SNS's (Amazon SNS API Reference, "PublishBatch").
 */
export function validateBatch(ids: readonly string[]): Refusal | null {
  const field = 'input.entries';
  const limit = `1–${batchLimits.entries} entries`;
  if (ids.length === 0) return refusal('EmptyBatchRequest', field, 'empty', limit);
  if (ids.length > batchLimits.entries) {
    return refusal('TooManyEntriesInBatchRequest', field, `${ids.length} entries`, limit);
  }
  const malformed = ids.findIndex((id) => !isEntryId(id));
  if (malformed >= 0) {
    const allowed = `1–${batchLimits.id} of A–Z a–z 0–9 _ -`;
    return refusal('InvalidBatchEntryId', `${field}.${malformed}.id`, 'not an entry’s id', allowed);
  }
  const twice = findRepeated(ids);
  return twice === undefined ? null : refusal('BatchEntryIdsNotDistinct', field, `with ${twice} twice`, 'distinct ids');
}

/** Returns why a batch is refused as a whole, or null. `bytes`: of its entries' canonical arguments. */
export function validateBatchSize(bytes: number): Refusal | null {
  if (bytes <= batchLimits.bytes) return null;
  return refusal('BatchRequestTooLong', 'input.entries', `${bytes} bytes`, `at most ${batchLimits.bytes} bytes`);
}

function isEntryId(id: string): boolean {
  const known = id.split('').every((character) => idCharacters.indexOf(character) >= 0);
  return id.length >= 1 && id.length <= batchLimits.id && known;
}

function refusal(errorType: string, field: string, given: string, limit: string): Refusal {
  const { message, errorInfo } = invalidInput(field, given, limit);
  return { errorType, message: `${message} Nothing was accepted.`, errorInfo };
}
