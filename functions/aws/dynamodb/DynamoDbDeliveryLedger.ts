import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryReason, DeliveryStatus } from '../../../schema/generated/types.ts';
import type { Claim, DeliveryLedger, DeliveryReference, Move, UnsentEnd } from '../../delivery/DeliveryLedger.ts';
import type { DeliveryRow, Transition } from '../../rules/delivery/DeliveryRow.ts';
import { statesBefore } from '../../rules/delivery/deliveryStatus.ts';
import { type AlsoWritten, transitionExpression } from '../../rules/delivery/transitionExpression.ts';
import type { Expression } from '../../rules/Expression.ts';
import { deliveryKey, deviceKey } from '../../rules/keys.ts';
import { statusIn } from '../../rules/statusIn.ts';
import { ifCondition } from './ifCondition.ts';

const isUnclaimed = 'attribute_not_exists(claimedUntil) OR claimedUntil <= :now';

/** The ledger in the Deliveries table. A claim also checks the device in the Devices table. */
export class DynamoDbDeliveryLedger implements DeliveryLedger {
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
            ConditionExpression: `#status = :queued AND (${isUnclaimed})`,
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':until': until, ':now': now, ':one': 1, ':queued': 'QUEUED' },
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
      const failed = error instanceof TransactionCanceledException ? failedClaim(error, now) : null;
      if (failed === null) throw error;
      return failed;
    }
  }

  async release(row: DeliveryRow, until: number): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'REMOVE claimedUntil',
      ConditionExpression: '#status = :queued AND claimedUntil = :until',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':queued': 'QUEUED', ':until': until },
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

  move(row: DeliveryReference, { status, reason, snsMessageId }: Move, now: number): Promise<boolean> {
    return this.#transition(row, transitionAt(now, status, reason), statusIn(statesBefore(status)), {
      sets: { snsMessageId },
    });
  }

  endUnsent(
    row: DeliveryReference,
    { status, reason, abandoned }: UnsentEnd,
    now: number,
    until = 0,
  ): Promise<boolean> {
    const condition = {
      expression: `#status = :queued AND (${isUnclaimed} OR claimedUntil = :until)`,
      values: { ':queued': 'QUEUED', ':now': now, ':until': until },
    };
    return this.#transition(row, transitionAt(now, status, reason), condition, { sets: { abandoned } });
  }

  reopen(row: DeliveryReference, now: number): Promise<boolean> {
    const condition = {
      expression: '#status = :failed AND abandoned = :abandoned',
      values: { ':failed': 'FAILED', ':abandoned': true },
    };
    return this.#transition(row, transitionAt(now, 'QUEUED'), condition, {
      copies: { earlierAttempts: 'attempts' },
      removes: ['abandoned'],
    });
  }

  #transition(
    row: DeliveryReference,
    transition: Transition,
    condition: Expression,
    also: AlsoWritten,
  ): Promise<boolean> {
    const change = transitionExpression(transition, also);
    return this.#update(row, {
      UpdateExpression: change.expression,
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: { ...condition.names, ...change.names },
      ExpressionAttributeValues: { ...condition.values, ...change.values },
    });
  }

  #update(row: DeliveryReference, expressions: UpdateExpressions): Promise<boolean> {
    const Key = deliveryKey(row.messageId, row.deviceId);
    return ifCondition(this.#client.send(new UpdateCommand({ TableName: this.#deliveries, Key, ...expressions })));
  }
}

function transitionAt(now: number, status: DeliveryStatus, reason?: DeliveryReason): Transition {
  return { status, at: new Date(now).toISOString(), ...(reason === undefined ? {} : { reason }) };
}

/** Returns why a claim failed, or null if the transaction was cancelled for another reason. */
function failedClaim({ CancellationReasons = [] }: TransactionCanceledException, now: number): Claim | null {
  const [delivery, device] = CancellationReasons;
  if (delivery?.Code === 'ConditionalCheckFailed') {
    const { status, claimedUntil } = delivery.Item ?? {};
    return status?.S === 'QUEUED' ? { kind: 'taken', until: Number(claimedUntil?.N ?? now) } : { kind: 'done' };
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
