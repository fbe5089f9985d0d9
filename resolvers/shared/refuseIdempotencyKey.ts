import { validateIdempotencyKey } from '../../functions/rules/publishing/validateIdempotencyKey.ts';
import { refuseProblem } from './refuseProblem.ts';

/** Answers `InvalidInput` for a key that could not be one. */
export function refuseIdempotencyKey(key: string): void {
  refuseProblem(validateIdempotencyKey(key));
}
