import type { Context } from '@aws-appsync/utils';
import type { StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';
import {
  operationsBeside,
  ruleOfChange,
  rulesAfter,
  validateOutcome,
  validateProvable,
} from '../../functions/rules/stepUp/settingChange.ts';
import { groupAsRead, settingAsRead } from './groupAsRead.ts';
import { refuse } from './refuse.ts';
import { stashOf } from './stash.ts';

/**
 * Returns the rule that the call is held to: its operation's, and for a change of settings what the change itself asks
 * for. Ends with `InvalidInput` for a change after which nobody could pass an operation.
 */
export function ruleOfCall(ctx: Context, current: StepUpRule): StepUpRule {
  const { change } = stashOf(ctx);
  if (!change) return current;
  const before = change.group ? (groupAsRead(ctx, change.group)?.operations ?? []) : [];
  const after = rulesAfter(change, before);
  const beside = operationsBeside(change.operations).flatMap((operation) => {
    const rule = settingAsRead(ctx, operation);
    return rule ? [{ operation, rule }] : [];
  });
  refuse(validateOutcome(after, beside));
  const held = ruleOfChange(current, after);
  refuse(validateProvable(change, held, current));
  return held;
}
