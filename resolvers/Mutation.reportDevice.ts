import type { Context } from '@aws-appsync/utils';
import type { DeviceReport, MutationReportDeviceArgs } from '../schema/generated/types.ts';

/** Passes the report through: AppSync fans out what this returns. */
export function request(ctx: Context<MutationReportDeviceArgs>): { payload: unknown } {
  return { payload: ctx.args.input };
}

export function response(ctx: Context): DeviceReport {
  return ctx.result;
}
