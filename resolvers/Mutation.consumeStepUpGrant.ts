import type { Context } from '@aws-appsync/utils';
import type { ConsumeStepUpGrantPayload, MutationConsumeStepUpGrantArgs } from '../schema/generated/types.ts';
import { askForService } from './shared/serviceOperation.ts';
import { stashOf } from './shared/stash.ts';

export function request(ctx: Context<MutationConsumeStepUpGrantArgs>): Record<string, never> {
  askForService(ctx);
  return {};
}

export function response(ctx: Context<MutationConsumeStepUpGrantArgs>): ConsumeStepUpGrantPayload {
  return { operation: ctx.args.input.operation, challengeId: stashOf(ctx).grant?.challengeId ?? null };
}
