import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { ifAbsent } from '../../functions/rules/Expression.ts';
import { topicKey } from '../../functions/rules/keys.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { putRecord, replayFirst } from '../shared/idempotency.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { auditedTopic } from '../shared/topicAsRead.ts';
import { put } from '../shared/transaction.ts';

/**
 * Writes the topic, the act and the idempotency record, and spends the grant: all or nothing.
 * Leaves the work for `createOrDeleteTopic`.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  leaveWork(ctx);
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  const topic = stashed(ctx, 'topic');
  const table = envOf(ctx).TOPICS_TABLE;
  const act = { target: `topic/${topic.id}` as const, before: null, after: auditedTopic(topic) };
  return adminTransaction(ctx, act, [
    putRecord(ctx, topic.id),
    put({ name: 'topic', table, key: topicKey(topic.id), row: topic, condition: ifAbsent }),
  ]);
}

export function response(ctx: Context): null {
  if (!ctx.error) return null;
  if (replayFirst(ctx)) {
    leaveWork(ctx);
    return null;
  }
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx, 'The topic was not made. Try again with the same idempotency key.');
  return null;
}

/** A repeated call has SNS make the topic of the first one. */
function leaveWork(ctx: Context): void {
  stashOf(ctx).topicWork = { kind: 'create', topicId: stashOf(ctx).madeId ?? stashed(ctx, 'topic').id };
}
