// Runs in APPSYNC_JS too.
import { invalidInput, type Refusal } from '../Refusal.ts';
import { defaultRule, settingOperations } from './decideStepUp.ts';
import { heldTo } from './heldTo.ts';
import type { StepUpRule } from './StepUpRows.ts';
import { stricterRule } from './stricterRule.ts';

const REGISTER = 'Mutation.registerDevice';

/** What a call does to settings. */
export interface SettingChange {
  /** The step-up group that is put or deleted. */
  readonly group?: string;
  /** The operations that get the rule: those of the group after the change, or the one that is named. */
  readonly operations: readonly string[];
  /** Null where the setting is deleted: each operation has its default again. */
  readonly rule: StepUpRule | null;
}

/** An operation and the rule that holds for it. */
export interface HeldOperation {
  readonly operation: string;
  readonly rule: StepUpRule;
}

/** Returns the operations whose settings decide whether a change of these leaves a method to all of them. */
export function operationsBeside(operations: readonly string[]): string[] {
  return Object.entries(heldTo)
    .concat(settingOperations.map((operation) => [operation, REGISTER]))
    .filter((pair) => pair.some((operation) => operations.indexOf(operation) >= 0))
    .flatMap((pair) => pair.filter((operation) => operations.indexOf(operation) < 0))
    .filter((operation, index, all) => all.indexOf(operation) === index);
}

/** Returns the operations that a change touches, each with its rule afterwards. `before`: the group's operations. */
export function rulesAfter({ operations, rule }: SettingChange, before: readonly string[]): HeldOperation[] {
  const leaving = before.filter((operation) => operations.indexOf(operation) < 0);
  return [
    ...operations.map((operation) => ({ operation, rule: rule ?? defaultRule(operation) })),
    ...leaving.map((operation) => ({ operation, rule: defaultRule(operation) })),
  ];
}

/**
 * Returns why nobody could pass an operation after the change, or null.
 * `beside`: the settings of `operationsBeside`, as they are.
 */
export function validateOutcome(after: readonly HeldOperation[], beside: readonly HeldOperation[]): Refusal | null {
  const device = ruleOf(after, REGISTER);
  if (isByPushAlone(device)) {
    const limit = 'another method too for Mutation.registerDevice: only a registered device could register one';
    return invalidInput('input.methods', 'PUSH_STEP_UP alone', limit);
  }
  const all = [...after, ...beside];
  const stranded = settingOperations.find((operation) => isByPushAlone(ruleOf(all, operation)));
  if (stranded && ruleOf(all, REGISTER)?.requirement === 'STEP_UP_DENY') {
    const limit = `${REGISTER}, or another method than PUSH_STEP_UP for ${stranded}: no lost device could be replaced`;
    return invalidInput('input.requirement', 'a way to lock everybody out', limit);
  }
  const apart = Object.entries(heldTo).find(([one, other]) => !share(ruleOf(all, one), ruleOf(all, other)));
  if (apart) {
    return invalidInput('input.methods', 'none in common', `a method that ${apart.join(' and ')} share: both hold`);
  }
  return null;
}

/**
 * Returns the rule that the call itself is held to, `current` being that of its operation.
 * A change of the setting operations' own rules needs a proof of its own, by a method that their rules take afterwards:
 * an admin who has no such method would lock everybody out. Its `methods` are empty where there is none.
 */
export function ruleOfChange(current: StepUpRule, after: readonly HeldOperation[]): StepUpRule {
  const required = after.filter(({ operation, rule }) => settingOperations.indexOf(operation) >= 0 && isRequired(rule));
  const [first] = required;
  const decides = isRequired(current) || current.requirement === 'STEP_UP_NOT_REQUIRED';
  if (!first || !decides) return current;
  const { acrLevel: _, ...rule } = current;
  const methods = isRequired(current) ? current.methods : first.rule.methods;
  return {
    ...rule,
    requirement: 'STEP_UP_REQUIRED',
    scope: 'OPERATION',
    methods: methods.filter((method) => required.every((held) => held.rule.methods.indexOf(method) >= 0)),
  };
}

/**
 * Returns why the caller cannot prove a change of the setting operations' own rules, or null.
 * `held`: what `ruleOfChange` returned.
 */
export function validateProvable(change: SettingChange, held: StepUpRule, current: StepUpRule): Refusal | null {
  if (held.methods.length > 0) return null;
  const methods = current.methods.join(', ');
  const limit = `what leaves ${settingOperations.join(' and ')} one of ${methods}, by which you prove this change`;
  if (change.rule === null) {
    return invalidInput(change.group ? 'input.group' : 'input.operation', 'a way to lock everybody out', limit);
  }
  const names = change.operations.some((operation) => settingOperations.indexOf(operation) >= 0);
  return names
    ? invalidInput('input.methods', change.rule.methods.join(', '), limit)
    : invalidInput('input.operations', 'without an operation that changes settings', limit);
}

/** Returns whether a proof can satisfy both. */
function share(one: StepUpRule | undefined, other: StepUpRule | undefined): boolean {
  if (!one || !other || !isRequired(one) || !isRequired(other)) return true;
  return stricterRule(one, other).methods.length > 0;
}

function isByPushAlone(rule: StepUpRule | undefined): boolean {
  return rule !== undefined && isRequired(rule) && rule.methods.every((method) => method === 'PUSH_STEP_UP');
}

function isRequired({ requirement }: StepUpRule): boolean {
  return requirement === 'STEP_UP_REQUIRED';
}

function ruleOf(held: readonly HeldOperation[], operation: string): StepUpRule | undefined {
  return held.find((one) => one.operation === operation)?.rule;
}
