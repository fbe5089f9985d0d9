import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { AddressRow, DeviceRow, OwnerRow } from '../domain/device/DeviceRow.ts';
import { addressKey, deviceKey, type Key, ownerKey } from '../domain/keys.ts';
import type { DeviceChange, DeviceStore, Holdings, HoldingsKey } from '../registerDevice/DeviceStore.ts';

type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Devices, their owners and their addresses in the Devices table. */
export class DynamoDbDeviceStore implements DeviceStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read({ userId, deviceId, platform, tokenHash }: HoldingsKey): Promise<Holdings> {
    const [device, owner, address] = await Promise.all([
      this.#get<DeviceRow>(deviceKey(userId, deviceId)),
      this.#get<OwnerRow>(ownerKey(deviceId)),
      this.#get<AddressRow>(addressKey(platform, tokenHash)),
    ]);
    const [formerDevice, tokenHolder] = await Promise.all([
      owner !== null && owner.userId !== userId ? this.#get<DeviceRow>(deviceKey(owner.userId, deviceId)) : null,
      address !== null && address.deviceId !== deviceId
        ? this.#get<DeviceRow>(deviceKey(address.userId, address.deviceId))
        : null,
    ]);
    return { device, owner, formerDevice, address, tokenHolder };
  }

  async write({ device, holdings }: DeviceChange): Promise<boolean> {
    const { userId, id, platform, tokenHash } = device;
    const former = holdings.device ?? holdings.formerDevice;
    const formerAddress = former === null ? null : addressKey(former.platform, former.tokenHash);
    const address = addressKey(platform, tokenHash);
    const items: TransactItems = [
      this.#put(deviceKey(userId, id), device, unchanged(holdings.device)),
      this.#put(ownerKey(id), { userId }, heldBy(holdings.owner)),
      this.#put(address, { deviceId: id, userId }, heldBy(holdings.address)),
    ];
    if (holdings.formerDevice !== null) {
      items.push(this.#delete(deviceKey(holdings.formerDevice.userId, id), unchanged(holdings.formerDevice)));
    }
    if (holdings.tokenHolder !== null) {
      const { tokenHolder } = holdings;
      items.push(this.#delete(deviceKey(tokenHolder.userId, tokenHolder.id), unchanged(tokenHolder)));
      items.push(this.#delete(ownerKey(tokenHolder.id), heldBy({ userId: tokenHolder.userId })));
    }
    if (formerAddress !== null && formerAddress.pk !== address.pk) {
      items.push(this.#delete(formerAddress, deviceOrNone(id)));
    }
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: items }));
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException && lostARace(error)) return false;
      throw error;
    }
  }

  async #get<Row>(key: Key): Promise<Row | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return (Item as Row | undefined) ?? null;
  }

  #put(key: Key, row: object, condition: Condition): TransactItems[number] {
    return { Put: { TableName: this.#table, Item: { ...key, ...row }, ...condition } };
  }

  #delete(key: Key, condition: Condition): TransactItems[number] {
    return { Delete: { TableName: this.#table, Key: key, ...condition } };
  }
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, string>;
}

const absent: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Still as it was read; DynamoDB's TTL may have taken it meanwhile, which is noticed too. */
function unchanged(row: DeviceRow | null): Condition {
  if (row === null) return absent;
  return { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': row.revision } };
}

function heldBy(row: OwnerRow | AddressRow | null): Condition {
  if (row === null) return absent;
  if (!('deviceId' in row)) {
    return { ConditionExpression: 'userId = :userId', ExpressionAttributeValues: { ':userId': row.userId } };
  }
  return {
    ConditionExpression: 'userId = :userId AND deviceId = :deviceId',
    ExpressionAttributeValues: { ':userId': row.userId, ':deviceId': row.deviceId },
  };
}

function deviceOrNone(deviceId: string): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR deviceId = :deviceId',
    ExpressionAttributeValues: { ':deviceId': deviceId },
  };
}

/** Whether a condition failed or another transaction was under way, rather than something being wrong. */
function lostARace(error: TransactionCanceledException): boolean {
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict');
}
