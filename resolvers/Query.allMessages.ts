import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { validateId } from '../functions/rules/validateId.ts';
import type { MessageSummaryConnection, QueryAllMessagesArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from './shared/connection.ts';
import { LONGEST_PUBLISHER } from './shared/ids.ts';
import { messageSummaryOf, type SummaryRow } from './shared/messageOf.ts';
import { refuseStates } from './shared/queryDeliveries.ts';
import { refuse } from './shared/refuse.ts';
import { sinceUlid } from './shared/sinceUlid.ts';
import { unwrapAnswer } from './shared/unwrapAnswer.ts';

const MOST_STATES = 7;

export function request(ctx: Context<QueryAllMessagesArgs>): LambdaRequest {
  callerOf(ctx.identity);
  const { status, publisherId, after } = ctx.args;
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  refuseStates(status ?? [], MOST_STATES);
  if (publisherId !== null && publisherId !== undefined) {
    refuse(validateId('publisherId', publisherId, LONGEST_PUBLISHER));
  }
  const since = sinceUlid(ctx.args.since);
  const before = readSortKey(listOf(ctx.args), after, ['']) ?? null;
  return {
    operation: 'Invoke',
    payload: { first, since, before, publisherId: publisherId ?? null, status: status ?? [] },
  };
}

export function response(ctx: Context<QueryAllMessagesArgs>): MessageSummaryConnection {
  const { rows, olderFollow } = unwrapAnswer<{
    rows: { id: string; message: SummaryRow | null }[];
    olderFollow: boolean;
  }>(ctx);
  const entries = rows.map(({ id, message }) => ({ sortKey: id, node: message ? messageSummaryOf(message) : null }));
  const nextToken = olderFollow ? 'older' : null;
  return connectionOf({ list: listOf(ctx.args), entries, first: ctx.args.first ?? 20, nextToken });
}

function listOf({ status, publisherId, since }: QueryAllMessagesArgs): string {
  return listName('allMessages', publisherId ?? null, sinceUlid(since), ...[...(status ?? [])].sort());
}
