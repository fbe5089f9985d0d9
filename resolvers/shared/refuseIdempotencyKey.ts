import { validateIdempotencyKey } from '../../functions/rules/publishing/validateIdempotencyKey.ts';
import { refuse } from './refuse.ts';

/** Ends with `InvalidInput` where the text is no idempotency key. */
export function refuseIdempotencyKey(key: string): void {
  refuse(validateIdempotencyKey(key));
}
