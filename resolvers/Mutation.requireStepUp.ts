import type { Context } from '@aws-appsync/utils';
import type { MutationRequireStepUpArgs, RequireStepUpPayload } from '../schema/generated/types.ts';
import { askForService } from './shared/serviceOperation.ts';

export function request(ctx: Context<MutationRequireStepUpArgs>): Record<string, never> {
  askForService(ctx);
  return {};
}

/** Whoever is to be challenged did not get past the steps. */
export function response(ctx: Context<MutationRequireStepUpArgs>): RequireStepUpPayload {
  return { operation: ctx.args.input.operation };
}
