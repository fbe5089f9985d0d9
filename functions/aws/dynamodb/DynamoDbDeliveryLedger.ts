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
import type { DeliveryRow } from '../../rules/delivery/DeliveryRow.ts';
import { statesBefore } from '../../rules/delivery/deliveryStatus.ts';
import { deliveryKey, deviceKey } from '../../rules/keys.ts';
import { ifCondition } from './ifCondition.ts';

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
    const values = Object.fromEntries(states.map((state, index) => [`:state${index}`, state]));
    const { pk, sk } = deliveryKey(messageId, '');
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#deliveries,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        FilterExpression: `#status IN (${Object.keys(values).join(', ')})`,
        ExpressionAttributeNames: { '#status': 'status' },
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
        if (status?.S !== 'QUEUED') return { kind: 'done' };
        return { kind: 'taken', until: Number(claimedUntil?.N ?? now) };
      }
      if (device?.Code === 'ConditionalCheckFailed') return { kind: 'device changed' };
      // Somebody writes one of the rows at this moment.
      if ([delivery?.Code, device?.Code].includes('TransactionConflict')) return { kind: 'taken', until: now };
      throw error;
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
    const before = Object.fromEntries(statesBefore(status).map((state, index) => [`:before${index}`, state]));
    return this.#transition(
      row,
      now,
      { status, reason },
      {
        condition: `#status IN (${Object.keys(before).join(', ')})`,
        values: before,
        sets: { snsMessageId },
      },
    );
  }

  endUnsent(
    row: DeliveryReference,
    { status, reason, abandoned }: UnsentEnd,
    now: number,
    until = 0,
  ): Promise<boolean> {
    return this.#transition(
      row,
      now,
      { status, reason },
      {
        condition:
          '#status = :queued AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now OR claimedUntil = :until)',
        values: { ':queued': 'QUEUED', ':now': now, ':until': until },
        sets: { abandoned },
      },
    );
  }

  reopen(row: DeliveryReference, now: number): Promise<boolean> {
    return this.#transition(
      row,
      now,
      { status: 'QUEUED' },
      {
        condition: '#status = :failed AND abandoned = :abandoned',
        values: { ':failed': 'FAILED', ':abandoned': true },
        copies: { earlierAttempts: 'attempts' },
        removes: ['abandoned'],
      },
    );
  }

  /** Writes a transition. A reason stands for the state it came with: one that a later state disproves goes. */
  #transition(
    row: DeliveryReference,
    now: number,
    { status, reason }: { readonly status: DeliveryStatus; readonly reason?: DeliveryReason | undefined },
    write: TransitionWrite,
  ): Promise<boolean> {
    const at = new Date(now).toISOString();
    const sets = Object.entries({ reason, ...write.sets }).filter(([, value]) => value !== undefined);
    const copies = Object.entries(write.copies ?? {});
    const removes = ['claimedUntil', ...(reason === undefined ? ['#reason'] : []), ...(write.removes ?? [])];
    const expressions = [
      '#status = :status',
      'updatedAt = :at',
      'transitions = list_append(transitions, :transition)',
      ...sets.map(([name]) => `#${name} = :${name}`),
      ...copies.map(([name, from]) => `#${name} = ${from}`),
    ];
    const names = ['status', 'version', 'reason', ...[...sets, ...copies].map(([name]) => name)];
    return this.#update(row, {
      UpdateExpression: `SET ${expressions.join(', ')} REMOVE ${removes.join(', ')} ADD #version :one`,
      ConditionExpression: write.condition,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...write.values,
        ':status': status,
        ':at': at,
        ':transition': [{ status, at, ...(reason === undefined ? {} : { reason }) }],
        ':one': 1,
        ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
      },
    });
  }

  #update(row: DeliveryReference, expressions: UpdateExpressions): Promise<boolean> {
    const Key = deliveryKey(row.messageId, row.deviceId);
    return ifCondition(this.#client.send(new UpdateCommand({ TableName: this.#deliveries, Key, ...expressions })));
  }
}

interface TransitionWrite {
  readonly condition: string;
  readonly values: Record<string, unknown>;
  /** Attributes to set; undefined ones are left as they are. */
  readonly sets?: Record<string, unknown>;
  /** Attributes to set to what another has: name → that other. */
  readonly copies?: Record<string, string>;
  readonly removes?: readonly string[];
}

interface UpdateExpressions {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}
