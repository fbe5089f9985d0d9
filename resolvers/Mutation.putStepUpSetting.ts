import { type Context, util } from '@aws-appsync/utils';
import { usualMethods } from '../functions/domain/stepUp/decideStepUp.ts';
import type { StepUpSettingRow } from '../functions/domain/stepUp/StepUpRows.ts';
import { validateSetting } from '../functions/domain/stepUp/validateSetting.ts';
import type { MutationPutStepUpSettingArgs, PutStepUpSettingPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { guardedOperations } from './shared/guardedOperations.ts';
import { refuseProblem } from './shared/refuseProblem.ts';
import { isServiceOperation } from './shared/serviceOperation.ts';
import { stepUpSettingOf } from './shared/stepUpSettingOf.ts';

/** Checks the setting and makes the row that `putStepUpSetting` will write. */
export function request(ctx: Context<MutationPutStepUpSettingArgs>): Record<string, never> {
  const { input } = ctx.args;
  const { operation } = input;
  const caller = callerOf(ctx.identity);
  const rule = {
    requirement: input.requirement,
    scope: input.scope ?? 'OPERATION',
    methods: input.methods ?? usualMethods,
    ...(input.acrLevel === null || input.acrLevel === undefined ? {} : { acrLevel: input.acrLevel }),
    maxAge: input.maxAge ?? 300,
    maxAttempts: input.maxAttempts ?? 5,
  };
  const operations = isServiceOperation(operation) ? [operation] : guardedOperations();
  refuseProblem(validateSetting(operation, rule, operations));
  const setting: StepUpSettingRow = {
    operation,
    ...rule,
    updatedAt: util.time.nowISO8601(),
    updatedBy: caller.id,
  };
  ctx.stash.setting = setting;
  ctx.stash.arguments = canonicalArguments(input);
  return {};
}

export function response(ctx: Context): PutStepUpSettingPayload {
  return { setting: stepUpSettingOf(ctx.prev.result as StepUpSettingRow) };
}
