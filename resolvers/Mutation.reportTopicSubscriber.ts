import type { Context } from '@aws-appsync/utils';
import type { MutationReportTopicSubscriberArgs, TopicSubscriberReport } from '../schema/generated/types.ts';

/** Passes the report through: AppSync fans out what this returns. */
export function request(ctx: Context<MutationReportTopicSubscriberArgs>): { payload: unknown } {
  return { payload: ctx.args.input };
}

export function response(ctx: Context): TopicSubscriberReport {
  return ctx.result;
}
