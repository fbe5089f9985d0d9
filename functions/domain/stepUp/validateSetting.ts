// Runs in APPSYNC_JS too.
import { type Problem, problem } from '../message/Problem.ts';
import { settingOperations } from './decideStepUp.ts';
import type { StepUpRule } from './StepUpRows.ts';

/** What is wrong with a setting, or `null`. `operations`: those that a setting can name. */
export function validateSetting(operation: string, rule: StepUpRule, operations: readonly string[]): Problem | null {
  const { acrLevel, maxAge, maxAttempts, methods, requirement } = rule;
  const unknown = validateOperation(operation, operations);
  if (unknown !== null) return unknown;
  if (requirement === 'STEP_UP_DENY' && settingOperations.indexOf(operation) >= 0) {
    return problem('input.requirement', 'STEP_UP_DENY', `anything else for ${operation}: nobody could undo it`);
  }
  if (methods.length === 0) return problem('input.methods', 'empty', 'at least one method');
  if (acrLevel !== undefined && (acrLevel < 1 || acrLevel > 4)) return problem('input.acrLevel', `${acrLevel}`, '1–4');
  if (maxAge < 60 || maxAge > 3600) return problem('input.maxAge', `${maxAge} s`, '60–3600 s');
  if (maxAttempts < 1 || maxAttempts > 10) return problem('input.maxAttempts', `${maxAttempts}`, '1–10');
  return null;
}

/** What is wrong with the name of an operation, or `null`. */
export function validateOperation(operation: string, operations: readonly string[]): Problem | null {
  if (operations.indexOf(operation) >= 0) return null;
  const given = operation.length > 100 ? `${operation.slice(0, 100)}…` : operation;
  return problem('input.operation', given, `${operations.join(', ')}, or service:operation`);
}
