import { util } from '@aws-appsync/utils';
import type { Problem } from '../../functions/rules/Problem.ts';

/** Answers `InvalidInput` with the problem as `errorInfo`, if there is one. */
export function refuseProblem(found: Problem | null): void {
  if (found !== null) {
    util.error(found.message, 'InvalidInput', null, { field: found.field, given: found.given, limit: found.limit });
  }
}
