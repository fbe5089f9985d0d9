import type { Context } from '@aws-appsync/utils';
import type { DeleteStepUpSettingPayload, MutationDeleteStepUpSettingArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { announceChange, refuseRemovedTarget } from './shared/settingTarget.ts';
import { stashOf } from './shared/stash.ts';

export function request(ctx: Context<MutationDeleteStepUpSettingArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  stashOf(ctx).arguments = canonicalArguments(input);
  refuseRemovedTarget(ctx, input);
  announceChange(ctx, input.group, input.group ? [] : [`${input.operation}`], null);
  return {};
}

export function response(ctx: Context<MutationDeleteStepUpSettingArgs>): DeleteStepUpSettingPayload {
  const { operation, group } = ctx.args.input;
  return { operation: operation ?? null, group: group ?? null, deleted: ctx.prev.result as boolean };
}
