// Runs in APPSYNC_JS too.
import type { Refusal } from '../Refusal.ts';

/** For so long, the same key means the same call. */
export const IDEMPOTENCY_SECONDS = 86_400;

/** What a call with an idempotency key led to, under `idempotencyKey`. */
export interface IdempotencyRecord {
  readonly pk: string;
  readonly arguments: string;
  /** The id of what it made: a message, or a topic. */
  readonly madeId: string;
  /** Epoch seconds: TTL deletes late, so a record past its day no longer counts. */
  readonly expiresAt: number;
}

export function idempotencyKeyReused(): Refusal {
  return {
    errorType: 'IdempotencyKeyReused',
    message: 'This idempotency key was used with other arguments in the last 24 hours.',
    errorInfo: { field: 'input.idempotencyKey' },
  };
}
