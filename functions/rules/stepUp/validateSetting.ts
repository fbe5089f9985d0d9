// Runs in APPSYNC_JS too.
import { findRepeated } from '../findRepeated.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { settingOperations } from './decideStepUp.ts';
import type { StepUpRule } from './StepUpRows.ts';
import { stepUpLimits } from './stepUpLimits.ts';

/** The target of a setting: one operation, or a step-up group by its name. */
export interface SettingTarget {
  readonly operation?: string | null | undefined;
  readonly group?: string | null | undefined;
}

/** Seconds. */
const SHORTEST_PROOF = 60;
/** Operations of a step-up group. */
const MOST_OPERATIONS = 50;

/** Returns what is wrong with a rule for these operations, or null. */
export function validateRule(rule: StepUpRule, operations: readonly string[]): Refusal | null {
  const { acrLevel, maxAge, maxAttempts, methods, requirement } = rule;
  const setting = operations.find((operation) => settingOperations.indexOf(operation) >= 0);
  if (requirement === 'STEP_UP_DENY' && setting !== undefined) {
    return invalidInput('input.requirement', 'STEP_UP_DENY', `anything else for ${setting}: nobody could undo it`);
  }
  if (methods.length === 0) return invalidInput('input.methods', 'empty', 'at least one method');
  if (acrLevel !== undefined && (acrLevel < 1 || acrLevel > 4)) {
    return invalidInput('input.acrLevel', `${acrLevel}`, '1–4');
  }
  if (maxAge < SHORTEST_PROOF || maxAge > stepUpLimits.tokenSeconds) {
    const limit = `${SHORTEST_PROOF}–${stepUpLimits.tokenSeconds} s: a proof ends with its access token`;
    return invalidInput('input.maxAge', `${maxAge} s`, limit);
  }
  if (maxAttempts < 1 || maxAttempts > 10) return invalidInput('input.maxAttempts', `${maxAttempts}`, '1–10');
  return null;
}

/** Returns what is wrong with what a setting names, or null. */
export function validateTarget({ operation, group }: SettingTarget): Refusal | null {
  const one = operation !== null && operation !== undefined;
  const several = group !== null && group !== undefined;
  if (one === several) {
    return invalidInput(
      'input',
      one ? 'an operation and a group' : 'without an operation or a group',
      'exactly one of them',
    );
  }
  if (!several) return null;
  const allowed = '1–64 of A–Z a–z 0–9 _ -';
  if (group.length === 0 || group.length > 64) {
    return invalidInput('input.group', `${group.length} characters`, allowed);
  }
  return isName(group) ? null : invalidInput('input.group', 'with other characters', allowed);
}

/** Returns what is wrong with the operations of a group, or null. Their names are for `validateFields`. */
export function validateOperations(operations: readonly string[]): Refusal | null {
  if (operations.length === 0 || operations.length > MOST_OPERATIONS) {
    return invalidInput('input.operations', `${operations.length} operations`, `1–${MOST_OPERATIONS}`);
  }
  const twice = findRepeated(operations);
  return twice === undefined ? null : invalidInput('input.operations', `${twice} twice`, 'each operation once');
}

/** Returns what is wrong with the names of operations of this API, or null. `fields`: those that a setting can name. */
export function validateFields(
  field: string,
  operations: readonly string[],
  fields: readonly string[],
): Refusal | null {
  const unknown = operations.find((operation) => fields.indexOf(operation) < 0);
  if (unknown === undefined) return null;
  const given = unknown.length > 100 ? `${unknown.slice(0, 100)}…` : unknown;
  return invalidInput(field, given, `${fields.join(', ')}, or service:operation`);
}

const NAME = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

function isName(text: string): boolean {
  return text.split('').every((character) => NAME.indexOf(character) >= 0);
}
