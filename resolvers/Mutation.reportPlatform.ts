import type { Context } from '@aws-appsync/utils';
import type { MutationReportPlatformArgs, Platform } from '../schema/generated/types.ts';

/** Passes the platform through: AppSync fans out what this returns. */
export function request(ctx: Context<MutationReportPlatformArgs>): { payload: unknown } {
  return { payload: ctx.args.input };
}

export function response(ctx: Context): Platform {
  return ctx.result;
}
