import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import type { TopicRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicsArgs, Topic } from '../schema/generated/types.ts';
import { type Connection, connectionOf, filteredConnectionOf, readCursor } from './shared/connection.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { groupsSeen } from './shared/topicAccess.ts';
import { topicOf } from './shared/topicOf.ts';

/** Rows that a page goes through for a caller who does not see all topics, so that closed ones shorten few pages. */
const ROWS = 200;

export function request(ctx: Context<QueryTopicsArgs>): DynamoDBQueryRequest {
  const { after } = ctx.args;
  const first = ctx.args.first ?? 20;
  const groups = groupsSeen(ctx);
  const { pk, sk } = topicKey('');
  if (groups === null) return queryPage({ pk, prefix: sk, first, after, consistentRead: true });
  // A cursor names the last topic that was shown, or is DynamoDB's own token, which tells nothing of a closed one.
  const { nextToken } = readCursor(after);
  const page = queryPage({ pk, prefix: sk, first, after: nextToken ? null : after, consistentRead: true });
  return { ...page, filter: visibleTo(groups), limit: ROWS, ...(nextToken ? { nextToken } : {}) };
}

/** Returns the filter for the topics that a user of these Cognito groups may follow: as `mayFollow`. */
function visibleTo(groups: readonly string[]): NonNullable<DynamoDBQueryRequest['filter']> {
  const names = { '#access': 'access', ...(groups.length > 0 ? { '#group': 'group' } : {}) };
  const values: Record<string, string> = { ':open': 'OPEN', ':approval': 'APPROVAL' };
  groups.forEach((group, index) => {
    values[`:group${index}`] = group;
  });
  const placeholders = groups.map((_, index) => `:group${index}`).join(', ');
  const isMember = groups.length > 0 ? ` OR (#access = :closed AND #group IN (${placeholders}))` : '';
  return {
    expression: `#access IN (:open, :approval)${isMember}`,
    expressionNames: names,
    expressionValues: util.dynamodb.toMapValues(groups.length > 0 ? { ...values, ':closed': 'GROUP' } : values),
  };
}

export function response(ctx: Context<QueryTopicsArgs>): Connection<Topic> {
  refuseUnavailable(ctx);
  const first = ctx.args.first ?? 20;
  const items = ctx.result.items as (TopicRow & { sk: string })[];
  const entries = items.map((item) => ({ sortKey: item.sk, node: topicOf(item) }));
  const isCut = entries.length > first || groupsSeen(ctx) === null;
  return isCut ? connectionOf(entries, first) : filteredConnectionOf(entries, ctx.result.nextToken);
}
