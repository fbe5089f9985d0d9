import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import type { TopicRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicsArgs, Topic } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type Connection, connectionOf } from './shared/connection.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { topicOf } from './shared/topicOf.ts';

export function request(ctx: Context<QueryTopicsArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { pk, sk } = topicKey('');
  return queryPage({ pk, prefix: sk, first: ctx.args.first ?? 20, after: ctx.args.after, consistentRead: true });
}

export function response(ctx: Context<QueryTopicsArgs>): Connection<Topic> {
  refuseUnavailable(ctx);
  const items = ctx.result.items as (TopicRow & { sk: string })[];
  const entries = items.map((item) => ({ sortKey: item.sk, node: topicOf(item) }));
  return connectionOf(entries, ctx.args.first ?? 20);
}
