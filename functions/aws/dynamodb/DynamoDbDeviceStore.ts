import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type {
  DeviceChange,
  DeviceRemoval,
  DeviceStore,
  RegistrationKey,
  RegistrationRows,
  ReleaseStore,
} from '../../devices/DeviceStore.ts';
import { hasToken } from '../../devices/hasToken.ts';
import type {
  AddressRow,
  DeviceRow,
  EndpointIntent,
  OwnerRow,
  TurnRow,
  UserRow,
} from '../../rules/devices/DeviceRow.ts';
import { addressKey, deviceKey, intentKey, type Key, ownerKey, turnKey, userKey } from '../../rules/keys.ts';
import { DynamoDbDeviceDirectory } from './DynamoDbDeviceDirectory.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';
import { ifUnraced } from './ifUnraced.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Devices, their owners and their addresses in the Devices table. */
export class DynamoDbDeviceStore implements DeviceStore, DeviceRemoval, ReleaseStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read({ userId, deviceId, platform, tokenHash }: RegistrationKey): Promise<RegistrationRows> {
    const [user, device, owner, address] = await Promise.all([
      getRow<UserRow>(this.#client, this.#table, userKey(userId)),
      this.readDevice(userId, deviceId),
      getRow<OwnerRow>(this.#client, this.#table, ownerKey(deviceId)),
      getRow<AddressRow>(this.#client, this.#table, addressKey(platform, tokenHash)),
    ]);
    const [formerDevice, holder, all] = await Promise.all([
      owner !== null && owner.userId !== userId ? this.readDevice(owner.userId, deviceId) : null,
      address !== null && address.deviceId !== deviceId ? this.readDevice(address.userId, address.deviceId) : null,
      // After the user's row: a device that comes in between changes that.
      this.#devicesOf(userId),
    ]);
    // After a device expired and came back with another token, its old address row is there for a moment.
    const tokenHolder = holder !== null && hasToken(holder, platform, tokenHash) ? holder : null;
    const stay = [deviceId, tokenHolder?.id];
    const others = all.filter((other) => !stay.includes(other.id));
    return { device, owner, formerDevice, address, tokenHolder, user, others };
  }

  async #devicesOf(userId: string): Promise<readonly DeviceRow[]> {
    const devices: DeviceRow[] = [];
    for await (const page of new DynamoDbDeviceDirectory(this.#client, this.#table).ofUser(userId)) {
      devices.push(...page);
    }
    return devices;
  }

  readDevice(userId: string, deviceId: string): Promise<DeviceRow | null> {
    return getRow<DeviceRow>(this.#client, this.#table, deviceKey(userId, deviceId));
  }

  takeTurn(userId: string, turn: TurnRow, now: number): Promise<boolean> {
    const Item = { ...turnKey(userId), ...turn };
    const isFree = {
      ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':now': now },
    };
    return ifCondition(this.#client.send(new PutCommand({ TableName: this.#table, Item, ...isFree })));
  }

  async endTurn(userId: string, { id }: TurnRow): Promise<void> {
    const isOurs = { ConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': id } };
    const Key = turnKey(userId);
    await ifCondition(this.#client.send(new DeleteCommand({ TableName: this.#table, Key, ...isOurs })));
  }

  async intend(intent: EndpointIntent): Promise<void> {
    const Item = { ...intentKey(intent.platform, intent.tokenHash), ...intent };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async write({ device, before, makesRoom }: DeviceChange): Promise<boolean> {
    const { userId, id, platform, tokenHash, revision } = device;
    const { formerDevice, tokenHolder } = before;
    const former = before.device ?? formerDevice;
    const formerAddress = former === null ? null : addressKey(former.platform, former.tokenHash);
    const address = addressKey(platform, tokenHash);
    const items = [
      this.#put(deviceKey(userId, id), device, unchanged(before.device)),
      this.#put(ownerKey(id), { userId, platform, revision }, unchanged(before.owner)),
      this.#put(address, { deviceId: id, userId, revision }, unchanged(before.address)),
      this.#delete(intentKey(platform, tokenHash)),
    ];
    if (before.device === null) {
      items.push(this.#put(userKey(userId), { userId, revision }, unchangedUser(before.user)));
    }
    if (formerDevice !== null) items.push(this.#delete(deviceKey(formerDevice.userId, id), unchanged(formerDevice)));
    if (tokenHolder !== null) {
      items.push(this.#delete(deviceKey(tokenHolder.userId, tokenHolder.id), unchanged(tokenHolder)));
      items.push(this.#delete(ownerKey(tokenHolder.id), absentOr({ userId: tokenHolder.userId })));
    }
    if (formerAddress !== null && formerAddress.pk !== address.pk) {
      items.push(this.#delete(formerAddress, absentOr({ deviceId: id })));
    }
    if (makesRoom !== null) {
      // The token moved between the reads. A transaction may name a row once.
      const released = addressKey(makesRoom.platform, makesRoom.tokenHash).pk;
      if (released === formerAddress?.pk || released === address.pk) return false;
      items.push(...this.#removal(makesRoom));
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
    return ifUnraced(this.#client.send(new PutCommand({ TableName: this.#table, Item, ...condition })));
  }

  remove(device: DeviceRow): Promise<boolean> {
    return this.#transact(this.#removal(device));
  }

  async holderOf(platform: PushPlatform, tokenHash: string): Promise<DeviceRow | null> {
    for (let seen: string | undefined; ; ) {
      const address = await getRow<AddressRow>(this.#client, this.#table, addressKey(platform, tokenHash));
      if (address === null) return null;
      const device = await this.readDevice(address.userId, address.deviceId);
      if (device?.tokenHash === tokenHash && device.platform === platform) return device;
      // The token may have moved between the two reads. If the address row is the same twice, it has not.
      if (address.revision === seen) return null;
      seen = address.revision;
    }
  }

  async forget({ id, userId, platform, tokenHash }: DeviceRow): Promise<void> {
    const owner = await getRow<OwnerRow>(this.#client, this.#table, ownerKey(id));
    if (owner?.userId === userId) {
      await this.#transact([
        this.#check(deviceKey(userId, id), absent),
        this.#delete(ownerKey(id), absentOr({ userId })),
      ]);
    }
    const address = await getRow<AddressRow>(this.#client, this.#table, addressKey(platform, tokenHash));
    if (address?.userId === userId && address.deviceId === id) {
      const withoutToken = {
        ConditionExpression: 'attribute_not_exists(pk) OR tokenHash <> :tokenHash OR platform <> :platform',
        ExpressionAttributeValues: { ':tokenHash': tokenHash, ':platform': platform },
      };
      await this.#transact([
        this.#check(deviceKey(userId, id), withoutToken),
        this.#delete(addressKey(platform, tokenHash), absentOr({ userId, deviceId: id })),
      ]);
    }
  }

  #removal(device: DeviceRow): TransactItem[] {
    const { id, userId, platform, tokenHash } = device;
    return [
      this.#delete(deviceKey(userId, id), unchanged(device)),
      this.#delete(ownerKey(id), absentOr({ userId })),
      this.#delete(addressKey(platform, tokenHash), absentOr({ userId, deviceId: id })),
    ];
  }

  #transact(items: TransactItem[]): Promise<boolean> {
    return ifUnraced(this.#client.send(new TransactWriteCommand({ TransactItems: items })));
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

/** The row is as it was read. DynamoDB's TTL may have removed it, which fails too. */
function unchanged(row: { readonly revision: string } | null): Condition {
  if (row === null) return absent;
  return { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': row.revision } };
}

/** As `unchanged`. A row may be from before rows of users had a revision. */
function unchangedUser(user: UserRow | null): Condition {
  return user?.revision === undefined ? { ConditionExpression: 'attribute_not_exists(revision)' } : unchanged(user);
}

/** The row is gone, or still has these members. */
function absentOr(members: Readonly<Record<string, string>>): Condition {
  const equal = Object.keys(members).map((name) => `${name} = :${name}`);
  return {
    ConditionExpression: `attribute_not_exists(pk) OR (${equal.join(' AND ')})`,
    ExpressionAttributeValues: Object.fromEntries(Object.entries(members).map(([name, value]) => [`:${name}`, value])),
  };
}
