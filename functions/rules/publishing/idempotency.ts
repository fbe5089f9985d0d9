// Runs in APPSYNC_JS too.
import type { Key } from '../keys.ts';
import type { Refusal } from '../Refusal.ts';
import type { RowToWrite } from '../RowToWrite.ts';

/** How long the same key means the same call. */
const IDEMPOTENCY_SECONDS = 86_400;

/** What a call with an idempotency key led to, under `idempotencyKey`. */
export interface IdempotencyRecord extends Key {
  readonly arguments: string;
  /** The id of what it made: a message, or a topic. */
  readonly madeId: string;
  /** Epoch seconds: TTL deletes late, so a record past its day no longer counts. */
  readonly expiresAt: number;
}

/** Returns the record of a call with these canonical arguments that makes something now, in epoch seconds. */
export function newRecord(key: Key, canonicalArguments: string, madeId: string, now: number): IdempotencyRecord {
  return { pk: key.pk, sk: key.sk, arguments: canonicalArguments, madeId, expiresAt: now + IDEMPOTENCY_SECONDS };
}

/** Returns a record as it is written: only if no call with the same key made something in the day before. */
export function recordRow({ pk, sk, ...record }: IdempotencyRecord): RowToWrite {
  return {
    name: 'record',
    key: { pk, sk },
    row: { ...record, ttl: record.expiresAt },
    condition: {
      expression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      values: { ':now': record.expiresAt - IDEMPOTENCY_SECONDS },
      returnsRow: true,
    },
  };
}

/** Returns the refusal of a key that came with other arguments before. */
export function idempotencyKeyReused(): Refusal {
  return {
    errorType: 'IdempotencyKeyReused',
    message: 'This idempotency key was used with other arguments in the last 24 hours.',
    errorInfo: { field: 'input.idempotencyKey' },
  };
}
