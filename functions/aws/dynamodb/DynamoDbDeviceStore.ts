import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type {
  DeviceChange,
  DeviceRemoval,
  DeviceStore,
  Holdings,
  HoldingsKey,
  ReleaseStore,
} from '../../devices/DeviceStore.ts';
import type { AddressRow, DeviceRow, EndpointIntent, OwnerRow } from '../../rules/devices/DeviceRow.ts';
import { addressKey, deviceKey, intentKey, type Key, ownerKey, userKey } from '../../rules/keys.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Devices, their owners and their addresses in the Devices table. */
export class DynamoDbDeviceStore implements DeviceStore, DeviceRemoval, ReleaseStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read({ userId, deviceId, platform, tokenHash }: HoldingsKey): Promise<Holdings> {
    const [device, owner, address] = await Promise.all([
      this.readDevice(userId, deviceId),
      this.#get<OwnerRow>(ownerKey(deviceId)),
      this.#get<AddressRow>(addressKey(platform, tokenHash)),
    ]);
    const [formerDevice, tokenHolder] = await Promise.all([
      owner !== null && owner.userId !== userId ? this.readDevice(owner.userId, deviceId) : null,
      address !== null && address.deviceId !== deviceId ? this.readDevice(address.userId, address.deviceId) : null,
    ]);
    // An address outlives, for a moment, a device that expired and came back with another token.
    const holds = tokenHolder?.tokenHash === tokenHash && tokenHolder.platform === platform;
    return { device, owner, formerDevice, address, tokenHolder: holds ? tokenHolder : null };
  }

  readDevice(userId: string, deviceId: string): Promise<DeviceRow | null> {
    return this.#get<DeviceRow>(deviceKey(userId, deviceId));
  }

  async intend(intent: EndpointIntent): Promise<void> {
    const Item = { ...intentKey(intent.platform, intent.tokenHash), ...intent };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async write({ device, holdings }: DeviceChange): Promise<boolean> {
    const { userId, id, platform, tokenHash, revision } = device;
    const { formerDevice, tokenHolder } = holdings;
    const former = holdings.device ?? formerDevice;
    const formerAddress = former === null ? null : addressKey(former.platform, former.tokenHash);
    const address = addressKey(platform, tokenHash);
    const items = [
      this.#put(deviceKey(userId, id), device, unchanged(holdings.device)),
      this.#put(ownerKey(id), { userId, revision }, unchanged(holdings.owner)),
      this.#put(address, { deviceId: id, userId, revision }, unchanged(holdings.address)),
      this.#delete(intentKey(platform, tokenHash)),
    ];
    if (holdings.device === null) items.push(this.#put(userKey(userId), { userId }));
    if (formerDevice !== null) items.push(this.#delete(deviceKey(formerDevice.userId, id), unchanged(formerDevice)));
    if (tokenHolder !== null) {
      items.push(this.#delete(deviceKey(tokenHolder.userId, tokenHolder.id), unchanged(tokenHolder)));
      items.push(this.#delete(ownerKey(tokenHolder.id), absentOr({ userId: tokenHolder.userId })));
    }
    if (formerAddress !== null && formerAddress.pk !== address.pk) {
      items.push(this.#delete(formerAddress, absentOr({ deviceId: id })));
    }
    return this.#transact(items);
  }

  refresh(device: DeviceRow, previous: DeviceRow): Promise<boolean> {
    const Item = { ...deviceKey(device.userId, device.id), ...device };
    const condition = {
      ConditionExpression: 'revision = :revision AND #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':revision': previous.revision, ':status': previous.status },
    };
    return unlessRaced(this.#client.send(new PutCommand({ TableName: this.#table, Item, ...condition })));
  }

  remove(device: DeviceRow): Promise<boolean> {
    const { id, userId, platform, tokenHash } = device;
    return this.#transact([
      this.#delete(deviceKey(userId, id), unchanged(device)),
      this.#delete(ownerKey(id), absentOr({ userId })),
      this.#delete(addressKey(platform, tokenHash), absentOr({ userId, deviceId: id })),
    ]);
  }

  async holderOf(platform: PushPlatform, tokenHash: string): Promise<DeviceRow | null> {
    for (let seen: string | undefined; ; ) {
      const address = await this.#get<AddressRow>(addressKey(platform, tokenHash));
      if (address === null) return null;
      const device = await this.readDevice(address.userId, address.deviceId);
      if (device?.tokenHash === tokenHash && device.platform === platform) return device;
      // The token may have moved on between the two reads: it has not, once the address is the same twice.
      if (address.revision === seen) return null;
      seen = address.revision;
    }
  }

  async forget({ id, userId, platform, tokenHash }: DeviceRow): Promise<void> {
    const owner = await this.#get<OwnerRow>(ownerKey(id));
    if (owner?.userId === userId) {
      await this.#transact([
        this.#check(deviceKey(userId, id), absent),
        this.#delete(ownerKey(id), absentOr({ userId })),
      ]);
    }
    const address = await this.#get<AddressRow>(addressKey(platform, tokenHash));
    if (address?.userId === userId && address.deviceId === id) {
      const elsewhere = {
        ConditionExpression: 'attribute_not_exists(pk) OR tokenHash <> :tokenHash OR platform <> :platform',
        ExpressionAttributeValues: { ':tokenHash': tokenHash, ':platform': platform },
      };
      await this.#transact([
        this.#check(deviceKey(userId, id), elsewhere),
        this.#delete(addressKey(platform, tokenHash), absentOr({ userId, deviceId: id })),
      ]);
    }
  }

  async #get<Row>(key: Key): Promise<Row | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return (Item as Row | undefined) ?? null;
  }

  #transact(items: TransactItem[]): Promise<boolean> {
    return unlessRaced(this.#client.send(new TransactWriteCommand({ TransactItems: items })));
  }

  #put(key: Key, row: object, condition: Partial<Condition> = {}): TransactItem {
    return { Put: { TableName: this.#table, Item: { ...key, ...row }, ...condition } };
  }

  #delete(key: Key, condition: Partial<Condition> = {}): TransactItem {
    return { Delete: { TableName: this.#table, Key: key, ...condition } };
  }

  #check(key: Key, condition: Condition): TransactItem {
    return { ConditionCheck: { TableName: this.#table, Key: key, ...condition } };
  }
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, string>;
}

const absent: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Still as it was read; DynamoDB's TTL may have taken it meanwhile, which is noticed too. */
function unchanged(row: { readonly revision: string } | null): Condition {
  if (row === null) return absent;
  return { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': row.revision } };
}

/** Gone, or still with these members. */
function absentOr(members: Readonly<Record<string, string>>): Condition {
  const equal = Object.keys(members).map((name) => `${name} = :${name}`);
  return {
    ConditionExpression: `attribute_not_exists(pk) OR (${equal.join(' AND ')})`,
    ExpressionAttributeValues: Object.fromEntries(Object.entries(members).map(([name, value]) => [`:${name}`, value])),
  };
}

/** False where a condition failed or another transaction was under way, rather than something being wrong. */
async function unlessRaced(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict')) return false;
    throw error;
  }
}
