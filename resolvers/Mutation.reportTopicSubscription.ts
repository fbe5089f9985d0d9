import type { Context } from '@aws-appsync/utils';
import type { MutationReportTopicSubscriptionArgs, TopicSubscriptionReport } from '../schema/generated/types.ts';

/** Passes the report through: AppSync fans out what this returns. */
export function request(ctx: Context<MutationReportTopicSubscriptionArgs>): { payload: unknown } {
  return { payload: ctx.args.input };
}

export function response(ctx: Context): TopicSubscriptionReport {
  return ctx.result;
}
