import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Claim, DeliveryLedger, DeliveryReference, Move } from '../delivering/DeliveryLedger.ts';
import type { DeliveryRow } from '../domain/delivery/DeliveryRow.ts';
import { statesBefore } from '../domain/delivery/deliveryStatus.ts';
import { deliveryKey, deviceKey } from '../domain/keys.ts';

/** The ledger in the Deliveries table, with the check on the Devices table that a claim needs. */
export class DynamoDbDeliveryLedger implements DeliveryLedger {
  readonly #client: DynamoDBDocumentClient;
  readonly #deliveries: string;
  readonly #devices: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly deliveries: string; readonly devices: string }) {
    this.#client = client;
    this.#deliveries = tables.deliveries;
    this.#devices = tables.devices;
  }

  async open(row: DeliveryRow): Promise<void> {
    const Item = { ...deliveryKey(row.messageId, row.deviceId), ...row };
    await ifCondition(
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

  async claim(row: DeliveryRow, until: number, now: number): Promise<Claim> {
    const command = new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: this.#deliveries,
            Key: deliveryKey(row.messageId, row.deviceId),
            UpdateExpression: 'SET claimedUntil = :until ADD attempts :one',
            ConditionExpression: '#status = :queued AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':until': until, ':now': now, ':one': 1, ':queued': 'QUEUED' },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          ConditionCheck: {
            TableName: this.#devices,
            Key: deviceKey(row.userId, row.deviceId),
            ConditionExpression: 'addressVersion = :version AND #status = :enabled',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':version': row.addressVersion, ':enabled': 'ENABLED' },
          },
        },
      ],
    });
    try {
      await this.#client.send(command);
      return { kind: 'claimed' };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [delivery, device] = error.CancellationReasons ?? [];
      if (delivery?.Code === 'ConditionalCheckFailed') {
        const { status, claimedUntil } = delivery.Item ?? {};
        if (status?.S !== 'QUEUED') return { kind: 'settled' };
        return { kind: 'taken', until: Number(claimedUntil?.N ?? now) };
      }
      if (device?.Code === 'ConditionalCheckFailed') return { kind: 'device changed' };
      // Somebody writes one of the rows at this moment.
      if ([delivery?.Code, device?.Code].includes('TransactionConflict')) return { kind: 'taken', until: now };
      throw error;
    }
  }

  async release(row: DeliveryRow): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'REMOVE claimedUntil',
      ConditionExpression: '#status = :queued',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':queued': 'QUEUED' },
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

  async move(row: DeliveryReference, { status, reason, snsMessageId }: Move, now: number): Promise<boolean> {
    const at = new Date(now).toISOString();
    const before = Object.fromEntries(statesBefore(status).map((state, index) => [`:before${index}`, state]));
    const sets = [
      '#status = :status',
      'updatedAt = :at',
      'transitions = list_append(transitions, :transition)',
      ...(reason === undefined ? [] : ['#reason = :reason']),
      ...(snsMessageId === undefined ? [] : ['snsMessageId = :snsMessageId']),
    ];
    // A reason stands for the state it came with: one that a later state disproves goes.
    const removes = ['claimedUntil', ...(reason === undefined ? ['#reason'] : [])];
    return this.#update(row, {
      UpdateExpression: `SET ${sets.join(', ')} REMOVE ${removes.join(', ')} ADD #version :one`,
      ConditionExpression: `#status IN (${Object.keys(before).join(', ')})`,
      ExpressionAttributeNames: { '#status': 'status', '#reason': 'reason', '#version': 'version' },
      ExpressionAttributeValues: {
        ...before,
        ':status': status,
        ':at': at,
        ':transition': [{ status, at, ...(reason === undefined ? {} : { reason }) }],
        ':one': 1,
        ...(reason === undefined ? {} : { ':reason': reason }),
        ...(snsMessageId === undefined ? {} : { ':snsMessageId': snsMessageId }),
      },
    });
  }

  #update(row: DeliveryReference, expressions: UpdateExpressions): Promise<boolean> {
    const Key = deliveryKey(row.messageId, row.deviceId);
    return ifCondition(this.#client.send(new UpdateCommand({ TableName: this.#deliveries, Key, ...expressions })));
  }
}

interface UpdateExpressions {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** Whether a conditional write went through. */
async function ifCondition(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
