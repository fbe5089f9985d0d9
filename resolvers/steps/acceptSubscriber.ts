import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey, topicSubscriberKey } from '../../functions/rules/keys.ts';
import { invalidInput, notFound } from '../../functions/rules/Refusal.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { putRecord, replayFirst } from '../shared/idempotency.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { subscriberAsItWas, subscriberAsRead, subscriberChange } from '../shared/subscriberAsRead.ts';
import { check, type Part, refusedPart, update } from '../shared/transaction.ts';

/**
 * Writes the subscriber, the act and the idempotency record and spends the grant, if the topic takes it: all or
 * nothing.
 * Keeps what the row says of SNS, and leaves the subscriber's key for `applySubscriber`.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const row = stashed(ctx, 'subscriber');
  const { topicId, protocol, endpoint } = row;
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  const parts = [putRecord(ctx, topicId), checkTopic(ctx, row), putSubscriber(ctx, row)];
  return adminTransaction(ctx, subscriberChange(ctx, stashed(ctx, 'subscriberSettings')), parts);
}

function checkTopic(ctx: Context, row: TopicSubscriberRow): Part {
  const type = onlyType(row);
  const active = { expression: '#status = :active', names: { '#status': 'status' }, values: { ':active': 'ACTIVE' } };
  const ofType = {
    expression: '#status = :active AND #type = :type',
    names: { '#status': 'status', '#type': 'type' },
    values: { ':active': 'ACTIVE', ':type': type },
  };
  const condition = { ...(type === null ? active : ofType), returnsRow: true };
  return check({ name: 'topic', table: envOf(ctx).TOPICS_TABLE, key: topicKey(row.topicId), condition });
}

/**
 * Returns the one type of topic that takes the subscriber, null where both do (Amazon SNS Developer Guide, "FIFO
 * topics: message delivery").
 */
function onlyType({ protocol, endpoint }: TopicSubscriberRow): 'STANDARD' | 'FIFO' | null {
  if (protocol !== 'sqs') return 'STANDARD';
  return endpoint.endsWith('.fifo') ? 'FIFO' : null;
}

function putSubscriber(ctx: Context, row: TopicSubscriberRow): Part {
  const { topicId, protocol, endpoint } = row;
  const { dueShard, dueAt } = ifLeft(util.time.nowEpochMilliSeconds());
  const sets = [
    'topicId = :topicId, protocol = :protocol, endpoint = :endpoint, #state = :state, revision = :revision',
    'addedAt = if_not_exists(addedAt, :addedAt), addedBy = if_not_exists(addedBy, :addedBy)',
    'dueShard = :dueShard, dueAt = :dueAt, wanted = :wanted',
  ];
  const change = {
    // It begins anew: one that was suspended gets messages again.
    expression: `SET ${sets.join(', ')} REMOVE health, suspendedAt, lapsedAt`,
    names: { '#state': 'state' },
    values: {
      ':topicId': topicId,
      ':protocol': protocol,
      ':endpoint': endpoint,
      ':state': row.state,
      ':revision': row.revision,
      ':addedAt': row.addedAt,
      ':addedBy': row.addedBy,
      ':dueShard': dueShard,
      ':dueAt': dueAt,
      ':wanted': stashed(ctx, 'subscriberSettings'),
    },
  };
  const key = topicSubscriberKey(topicId, protocol, endpoint);
  const condition = subscriberAsItWas(subscriberAsRead(ctx));
  return update({ name: 'subscriber', table: envOf(ctx).TOPICS_TABLE, key, change, condition });
}

export function response(ctx: Context): null {
  if (!ctx.error) return null;
  if (replayFirst(ctx)) return null;
  const topic = refusedPart<TopicRow>(ctx, 'topic');
  if (topic !== null) refuseTopic(stashed(ctx, 'subscriber'), topic.item ?? null);
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}

function refuseTopic({ protocol }: TopicSubscriberRow, topic: TopicRow | null): never {
  if (topic?.status === 'ACTIVE') {
    refuse(
      topic.type === 'FIFO'
        ? invalidInput(`input.endpoint.${protocol}`, 'for a FIFO topic, which SNS delivers to SQS queues alone', 'sqs')
        : invalidInput(
            'input.endpoint.sqs.queueArn',
            'a FIFO queue, which SNS does not subscribe to a standard topic',
            'a standard queue, or a FIFO topic',
          ),
    );
  }
  refuse(notFound('topic', 'input.topicId'));
}
