import type { Context } from '@aws-appsync/utils';
import type { ConsumeStepUpGrantPayload, MutationConsumeStepUpGrantArgs } from '../schema/generated/types.ts';
import { askForService } from './shared/serviceOperation.ts';

export function request(ctx: Context<MutationConsumeStepUpGrantArgs>): Record<string, never> {
  askForService(ctx);
  return {};
}

export function response(ctx: Context<MutationConsumeStepUpGrantArgs>): ConsumeStepUpGrantPayload {
  const grant = ctx.stash.grant as { challengeId: string } | undefined;
  return { operation: ctx.args.input.operation, challengeId: grant?.challengeId ?? null };
}
