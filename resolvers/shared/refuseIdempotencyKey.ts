import { util } from '@aws-appsync/utils';
import { messageLimits } from '../../functions/domain/message/messageLimits.ts';
import { problem } from '../../functions/domain/message/Problem.ts';
import { refuseProblem } from './refuseProblem.ts';

/** Answers `InvalidInput` for a key that could not be one. */
export function refuseIdempotencyKey(key: string): void {
  if (!util.matches(`^[\\x20-\\x7E]{1,${messageLimits.idempotencyKey}}$`, key)) {
    const limit = `1–${messageLimits.idempotencyKey} characters of printable ASCII`;
    refuseProblem(problem('input.idempotencyKey', `${key.length} characters, or others than allowed`, limit));
  }
}
