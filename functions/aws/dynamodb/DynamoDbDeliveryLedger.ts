import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryReason, DeliveryStatus } from '../../../schema/generated/types.ts';
import type {
  Claim,
  DeliveryLedger,
  DeliveryReference,
  LedgerPage,
  Move,
  ReadDelivery,
  Retry,
  UnsentEnd,
} from '../../delivery/DeliveryLedger.ts';
import type { PushNotes } from '../../delivery/pushAgain.ts';
import type { DeliveryRow, Transition } from '../../rules/delivery/DeliveryRow.ts';
import { attemptOf, statesBefore } from '../../rules/delivery/deliveryStatus.ts';
import { type AlsoWritten, transitionExpression } from '../../rules/delivery/transitionExpression.ts';
import type { Expression } from '../../rules/Expression.ts';
import type { Verdict } from '../../rules/feedback/Feedback.ts';
import { deliveryKey, deviceKey, earlierPushKey } from '../../rules/keys.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import { statusIn } from '../../rules/statusIn.ts';
import { ifAllConditions } from './ifAllConditions.ts';
import { ifCondition } from './ifCondition.ts';

/** In the state and attempt that it was read in. */
const isAsRead = '#version = :version';
const isUnclaimed = 'attribute_not_exists(claimedUntil) OR claimedUntil <= :now';

/** The ledger in the Deliveries table. A claim also checks the device in the Devices table. */
export class DynamoDbDeliveryLedger implements DeliveryLedger, PushNotes {
  readonly #client: DynamoDBDocumentClient;
  readonly #deliveries: string;
  readonly #devices: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly deliveries: string; readonly devices: string }) {
    this.#client = client;
    this.#deliveries = tables.deliveries;
    this.#devices = tables.devices;
  }

  open(row: DeliveryRow): Promise<boolean> {
    const Item = { ...deliveryKey(row.messageId, row.deviceId), ...row };
    return ifCondition(
      this.#client.send(
        new PutCommand({ TableName: this.#deliveries, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    );
  }

  async read(messageId: string, deviceIds: readonly string[]): Promise<readonly DeliveryRow[]> {
    const rows: DeliveryRow[] = [];
    let keys: Record<string, unknown>[] = deviceIds.map((deviceId) => ({ ...deliveryKey(messageId, deviceId) }));
    while (keys.length > 0) {
      const page = { Keys: keys.slice(0, 100), ConsistentRead: true };
      const answer = await this.#client.send(new BatchGetCommand({ RequestItems: { [this.#deliveries]: page } }));
      rows.push(...((answer.Responses?.[this.#deliveries] ?? []) as DeliveryRow[]));
      keys = [...keys.slice(100), ...(answer.UnprocessedKeys?.[this.#deliveries]?.Keys ?? [])];
    }
    return rows;
  }

  async page(messageId: string, after: string | undefined, limit: number): Promise<LedgerPage> {
    const { pk, sk } = deliveryKey(messageId, '');
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#deliveries,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ...(after === undefined ? {} : { ExclusiveStartKey: deliveryKey(messageId, after) }),
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    const rows = Items as DeliveryRow[];
    const reached = LastEvaluatedKey === undefined ? undefined : rows.at(-1)?.deviceId;
    return { rows, ...(reached === undefined ? {} : { reached }) };
  }

  async *inStates(messageId: string, states: readonly DeliveryStatus[]): AsyncIterable<readonly DeliveryRow[]> {
    const { expression, names, values } = statusIn(states);
    const { pk, sk } = deliveryKey(messageId, '');
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#deliveries,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        FilterExpression: expression,
        ExpressionAttributeNames: { ...names },
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk, ...values },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) yield (page.Items ?? []) as DeliveryRow[];
  }

  async claim(row: DeliveryRow, until: number, now: number): Promise<Claim> {
    const command = new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: this.#deliveries,
            Key: deliveryKey(row.messageId, row.deviceId),
            UpdateExpression: 'SET claimedUntil = :until ADD attempts :one',
            ConditionExpression: `#status = :queued AND ${isAsRead} AND (${isUnclaimed})`,
            ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
            ExpressionAttributeValues: {
              ':until': until,
              ':now': now,
              ':one': 1,
              ':queued': 'QUEUED',
              ':version': row.version,
            },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          ConditionCheck: {
            TableName: this.#devices,
            Key: deviceKey(row.userId, row.deviceId),
            ConditionExpression: 'addressVersion = :version AND endpointArn = :endpointArn AND #status = :enabled',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':version': row.addressVersion,
              ':endpointArn': row.endpointArn,
              ':enabled': 'ENABLED',
            },
          },
        },
      ],
    });
    try {
      await this.#client.send(command);
      return { kind: 'claimed' };
    } catch (error) {
      const failed = error instanceof TransactionCanceledException ? failedClaim(error, row, now) : null;
      if (failed === null) throw error;
      return failed;
    }
  }

  async release(row: DeliveryRow, until: number, { reason, at }: Retry): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'SET retryAt = :at, lastFailure = :reason REMOVE claimedUntil',
      ConditionExpression: '#status = :queued AND claimedUntil = :until',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':queued': 'QUEUED', ':until': until, ':at': at, ':reason': reason },
    });
  }

  async noteLate(row: DeliveryReference): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'SET #late = :late',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#late': 'late' },
      ExpressionAttributeValues: { ':late': true },
    });
  }

  async readdress(
    row: DeliveryRow,
    { endpointArn, addressVersion, platform }: Pick<DeliveryRow, 'endpointArn' | 'addressVersion' | 'platform'>,
  ): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'SET endpointArn = :endpointArn, addressVersion = :addressVersion, platform = :platform',
      ConditionExpression: '#status = :queued',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':endpointArn': endpointArn,
        ':addressVersion': addressVersion,
        ':platform': platform,
        ':queued': 'QUEUED',
      },
    });
  }

  move(row: ReadDelivery, { status, reason, snsMessageId }: Move, now: number): Promise<boolean> {
    const { expression, names, values } = statusIn(statesBefore(status));
    const condition = {
      expression: `${isAsRead} AND ${expression}`,
      names,
      values: { ...values, ':version': row.version },
    };
    return this.#transition(row, transitionAt(now, status, reason), condition, { sets: { snsMessageId } });
  }

  answer(delivery: DeliveryReference, snsMessageId: string, verdict: Verdict, now: number): Promise<boolean> {
    const { expression, names, values } = statusIn(statesBefore(verdict.status));
    const unanswered = '#status = :failed AND #reason = :noAnswer';
    const condition = {
      expression: `snsMessageId = :snsMessageId AND (${expression} OR (${unanswered}))`,
      names,
      values: { ...values, ':snsMessageId': snsMessageId, ':failed': 'FAILED', ':noAnswer': 'NO_ANSWER' },
    };
    const reason = verdict.status === 'PROVIDER_ACCEPTED' ? undefined : verdict.reason;
    return this.#transition(delivery, transitionAt(now, verdict.status, reason), condition, {});
  }

  endUnsent(row: ReadDelivery, { status, reason, abandoned }: UnsentEnd, now: number, until = 0): Promise<boolean> {
    const condition = {
      expression: `#status = :queued AND ${isAsRead} AND (${isUnclaimed} OR claimedUntil = :until)`,
      values: { ':queued': 'QUEUED', ':version': row.version, ':now': now, ':until': until },
    };
    return this.#transition(row, transitionAt(now, status, reason), condition, { sets: { abandoned } });
  }

  reopen(row: DeliveryRow, now: number, redeliveryId?: string): Promise<boolean> {
    const { messageId, snsMessageId, ttl } = row;
    const condition = {
      expression: `#status = :failed AND ${isAsRead}`,
      values: { ':failed': 'FAILED', ':version': row.version },
    };
    const change = changeOf(transitionAt(now, 'QUEUED'), condition, {
      sets: { attempt: attemptOf(row) + 1, redeliveryId },
      copies: { earlierAttempts: 'attempts' },
      removes: ['abandoned', 'snsMessageId'],
    });
    if (snsMessageId === undefined) return this.#update(row, change);
    const Item = { ...earlierPushKey(messageId, snsMessageId), snsMessageId, ttl };
    const TransactItems = [
      { Update: { TableName: this.#deliveries, Key: deliveryKey(messageId, row.deviceId), ...change } },
      { Put: { TableName: this.#deliveries, Item } },
    ];
    return ifAllConditions(this.#client.send(new TransactWriteCommand({ TransactItems })));
  }

  async notePush({ id, ttl }: Pick<MessageRow, 'id' | 'ttl'>, snsMessageId: string): Promise<void> {
    const Item = { ...earlierPushKey(id, snsMessageId), snsMessageId, ttl };
    await this.#client.send(new PutCommand({ TableName: this.#deliveries, Item }));
  }

  #transition(
    row: DeliveryReference,
    transition: Transition,
    condition: Expression,
    also: AlsoWritten,
  ): Promise<boolean> {
    return this.#update(row, changeOf(transition, condition, also));
  }

  #update(row: DeliveryReference, expressions: UpdateExpressions): Promise<boolean> {
    const Key = deliveryKey(row.messageId, row.deviceId);
    return ifCondition(this.#client.send(new UpdateCommand({ TableName: this.#deliveries, Key, ...expressions })));
  }
}

/** Returns the update that notes a transition, if the condition holds. */
function changeOf(transition: Transition, condition: Expression, also: AlsoWritten): UpdateExpressions {
  const change = transitionExpression(transition, also);
  return {
    UpdateExpression: change.expression,
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: { ...condition.names, ...change.names },
    ExpressionAttributeValues: { ...condition.values, ...change.values },
  };
}

function transitionAt(now: number, status: DeliveryStatus, reason?: DeliveryReason): Transition {
  return { status, at: new Date(now).toISOString(), ...(reason === undefined ? {} : { reason }) };
}

/** Returns why a claim failed, or null if the transaction was cancelled for another reason. */
function failedClaim(
  { CancellationReasons = [] }: TransactionCanceledException,
  { version }: ReadDelivery,
  now: number,
): Claim | null {
  const [delivery, device] = CancellationReasons;
  if (delivery?.Code === 'ConditionalCheckFailed') {
    const { status, version: stored, claimedUntil } = delivery.Item ?? {};
    // A later attempt is sent by the work that opened it.
    if (status?.S !== 'QUEUED' || Number(stored?.N) !== version) return { kind: 'done' };
    return { kind: 'taken', until: Number(claimedUntil?.N ?? now) };
  }
  if (device?.Code === 'ConditionalCheckFailed') return { kind: 'device changed' };
  // Another transaction is writing one of the rows.
  const isRaced = [delivery?.Code, device?.Code].includes('TransactionConflict');
  return isRaced ? { kind: 'taken', until: now } : null;
}

interface UpdateExpressions {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}
