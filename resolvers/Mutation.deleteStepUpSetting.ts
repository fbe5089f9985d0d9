import type { Context } from '@aws-appsync/utils';
import { validateOperation } from '../functions/domain/stepUp/validateSetting.ts';
import type { DeleteStepUpSettingPayload, MutationDeleteStepUpSettingArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { guardedOperations } from './shared/guardedOperations.ts';
import { refuseProblem } from './shared/refuseProblem.ts';
import { isServiceOperation } from './shared/serviceOperation.ts';

export function request(ctx: Context<MutationDeleteStepUpSettingArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const { operation } = input;
  refuseProblem(validateOperation(operation, isServiceOperation(operation) ? [operation] : guardedOperations()));
  ctx.stash.arguments = canonicalArguments(input);
  return {};
}

export function response(ctx: Context<MutationDeleteStepUpSettingArgs>): DeleteStepUpSettingPayload {
  return { operation: ctx.args.input.operation, deleted: ctx.prev.result as boolean };
}
