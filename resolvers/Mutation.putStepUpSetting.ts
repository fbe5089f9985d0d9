import { type Context, util } from '@aws-appsync/utils';
import { invalidInput } from '../functions/rules/Refusal.ts';
import { usualMethods } from '../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../functions/rules/stepUp/StepUpRows.ts';
import { validateRule } from '../functions/rules/stepUp/validateSetting.ts';
import { validateShape } from '../functions/rules/validateShape.ts';
import type { MutationPutStepUpSettingArgs, PutStepUpSettingPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalForm } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { refuse } from './shared/refuse.ts';
import { announceChange, refuseOperations, refuseTarget } from './shared/settingTarget.ts';
import { stashOf } from './shared/stash.ts';
import { stepUpSettingOf } from './shared/stepUpSettingOf.ts';

/** Checks the setting and makes the row that `putStepUpSetting` will write. */
export function request(ctx: Context<MutationPutStepUpSettingArgs>): Record<string, never> {
  const { input } = ctx.args;
  const { group, operation } = input;
  const caller = callerOf(ctx.identity);
  refuse(validateShape('input', input));
  refuseTarget(ctx, input);
  const operations = group ? (input.operations ?? []) : [`${operation}`];
  if (group) refuseOperations(ctx, operations);
  else if (input.operations) refuse(invalidInput('input.operations', 'given without a group', 'operations of a group'));
  const rule = {
    requirement: input.requirement,
    scope: input.scope ?? 'OPERATION',
    methods: input.methods ?? usualMethods,
    ...(input.acrLevel === null || input.acrLevel === undefined ? {} : { acrLevel: input.acrLevel }),
    maxAge: input.maxAge ?? 300,
    maxAttempts: input.maxAttempts ?? 5,
    updatedAt: util.time.nowISO8601(),
    updatedBy: caller.id,
  };
  refuse(validateRule(rule, operations));
  // A method that nobody has would lock everybody out.
  if (rule.methods.indexOf('PASSKEY_STEP_UP') >= 0 && envOf(ctx).STEP_UP_PASSKEYS !== 'on') {
    refuse(invalidInput('input.methods', 'PASSKEY_STEP_UP', 'others: this backend is deployed without passkeys'));
  }
  const setting = group
    ? { ...rule, group, operations, revision: util.autoId() }
    : { ...rule, operation: `${operation}` };
  announceChange(ctx, group, operations, setting);
  stashOf(ctx).setting = setting;
  const { scope, methods, maxAge, maxAttempts } = rule;
  stashOf(ctx).arguments = canonicalForm({ ...input, scope, methods: [...methods].sort(), maxAge, maxAttempts });
  return {};
}

export function response(ctx: Context): PutStepUpSettingPayload {
  return { setting: stepUpSettingOf(ctx.prev.result as StepUpSettingRow | StepUpGroupRow) };
}
