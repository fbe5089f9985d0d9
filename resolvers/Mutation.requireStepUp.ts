import type { Context } from '@aws-appsync/utils';
import type { MutationRequireStepUpArgs, RequireStepUpPayload } from '../schema/generated/types.ts';
import { askForService } from './shared/serviceOperation.ts';

export function request(ctx: Context<MutationRequireStepUpArgs>): Record<string, never> {
  askForService(ctx);
  return {};
}

/** The steps have refused every caller who must be challenged. */
export function response(ctx: Context<MutationRequireStepUpArgs>): RequireStepUpPayload {
  return { operation: ctx.args.input.operation };
}
