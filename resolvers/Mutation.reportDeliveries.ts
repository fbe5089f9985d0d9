import type { Context } from '@aws-appsync/utils';
import type { DeliveryReport, MutationReportDeliveriesArgs } from '../schema/generated/types.ts';

/** Passes the report through: AppSync fans out what this returns. */
export function request(ctx: Context<MutationReportDeliveriesArgs>): { payload: unknown } {
  return { payload: ctx.args.input };
}

export function response(ctx: Context): DeliveryReport {
  return ctx.result;
}
