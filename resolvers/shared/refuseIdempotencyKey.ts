import { validateIdempotencyKey } from '../../functions/rules/publishing/validateIdempotencyKey.ts';
import { refuse } from './refuse.ts';

/** Answers `InvalidInput` for a key that could not be one. */
export function refuseIdempotencyKey(key: string): void {
  refuse(validateIdempotencyKey(key));
}
