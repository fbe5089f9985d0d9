import type {
  DeviceChange,
  DeviceRemoval,
  DeviceStore,
  RegistrationKey,
  RegistrationRows,
  ReleaseStore,
} from '../../functions/devices/DeviceStore.ts';
import { hasToken } from '../../functions/devices/hasToken.ts';
import type {
  AddressRow,
  DeviceRow,
  EndpointIntent,
  OwnerRow,
  TurnRow,
  UserRow,
} from '../../functions/rules/devices/DeviceRow.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

/** What the table's stream would tell. */
export type DeviceStreamRecord =
  | { readonly kind: 'device'; readonly old: DeviceRow | null; readonly now: DeviceRow | null }
  | { readonly kind: 'intent'; readonly intent: EndpointIntent };

type Gate = (name: string) => Promise<void>;

/**
 * The store of devices in memory, with the conditions of the DynamoDB adapter.
 * Each call awaits `gate` first, so that tests can choose the order.
 */
export class InMemoryDevices implements DeviceStore, DeviceRemoval, ReleaseStore {
  readonly devices = new Map<string, DeviceRow>();
  readonly owners = new Map<string, OwnerRow>();
  readonly addresses = new Map<string, AddressRow>();
  readonly intents = new Map<string, EndpointIntent>();
  readonly users = new Map<string, UserRow>();
  readonly turns = new Map<string, TurnRow>();
  readonly stream: DeviceStreamRecord[] = [];
  readonly #gate: Gate;

  constructor(gate: Gate = () => Promise.resolve()) {
    this.#gate = gate;
  }

  async read({ userId, deviceId, platform, tokenHash }: RegistrationKey): Promise<RegistrationRows> {
    await this.#gate('read the user');
    const user = this.users.get(userId) ?? null;
    const device = await this.readDevice(userId, deviceId);
    await this.#gate('read the owner');
    const owner = this.owners.get(deviceId) ?? null;
    await this.#gate('read the address');
    const address = this.addresses.get(`${platform} ${tokenHash}`) ?? null;
    const formerDevice =
      owner !== null && owner.userId !== userId ? await this.readDevice(owner.userId, deviceId) : null;
    const other =
      address !== null && address.deviceId !== deviceId
        ? await this.readDevice(address.userId, address.deviceId)
        : null;
    const tokenHolder = other !== null && hasToken(other, platform, tokenHash) ? other : null;
    await this.#gate('read the devices');
    const others = [...this.devices.values()].filter(
      (one) => one.userId === userId && one.id !== deviceId && one.id !== tokenHolder?.id,
    );
    return { device, owner, formerDevice, address, tokenHolder, user, others };
  }

  async readDevice(userId: string, deviceId: string): Promise<DeviceRow | null> {
    await this.#gate('read a device');
    return this.devices.get(`${userId} ${deviceId}`) ?? null;
  }

  async takeTurn(userId: string, turn: TurnRow, now: number): Promise<boolean> {
    await this.#gate('take the turn');
    if ((this.turns.get(userId)?.until ?? 0) > now) return false;
    this.turns.set(userId, turn);
    return true;
  }

  async endTurn(userId: string, { id }: TurnRow): Promise<void> {
    await this.#gate('end the turn');
    if (this.turns.get(userId)?.id === id) this.turns.delete(userId);
  }

  async intend(intent: EndpointIntent): Promise<void> {
    await this.#gate('intend');
    this.intents.set(`${intent.platform} ${intent.tokenHash}`, intent);
  }

  async write({ device, before, makesRoom }: DeviceChange): Promise<boolean> {
    await this.#gate('write');
    const { id, userId, platform, tokenHash, revision } = device;
    const { formerDevice, tokenHolder } = before;
    const former = before.device ?? formerDevice;
    const address = `${platform} ${tokenHash}`;
    const formerAddress = former === null ? address : `${former.platform} ${former.tokenHash}`;
    const unchanged =
      this.devices.get(`${userId} ${id}`)?.revision === before.device?.revision &&
      this.owners.get(id)?.revision === before.owner?.revision &&
      this.addresses.get(address)?.revision === before.address?.revision &&
      (formerDevice === null || this.devices.get(`${formerDevice.userId} ${id}`)?.revision === formerDevice.revision) &&
      (tokenHolder === null ||
        (this.devices.get(`${tokenHolder.userId} ${tokenHolder.id}`)?.revision === tokenHolder.revision &&
          (this.owners.get(tokenHolder.id)?.userId ?? tokenHolder.userId) === tokenHolder.userId)) &&
      (formerAddress === address || (this.addresses.get(formerAddress)?.deviceId ?? id) === id);
    const isNew = before.device === null;
    if (!unchanged || (isNew && this.users.get(userId)?.revision !== before.user?.revision)) return false;
    if (makesRoom !== null && (hasToken(makesRoom, platform, tokenHash) || !this.#remove(makesRoom))) return false;
    if (formerDevice !== null) this.#set(`${formerDevice.userId} ${id}`, null);
    if (tokenHolder !== null) {
      this.#set(`${tokenHolder.userId} ${tokenHolder.id}`, null);
      this.owners.delete(tokenHolder.id);
    }
    this.addresses.delete(formerAddress);
    this.#set(`${userId} ${id}`, device);
    this.owners.set(id, { userId, platform, revision });
    this.addresses.set(address, { userId, deviceId: id, revision });
    this.intents.delete(address);
    if (isNew) this.users.set(userId, { userId, revision });
    return true;
  }

  async refresh(device: DeviceRow, previous: DeviceRow): Promise<boolean> {
    await this.#gate('refresh');
    const key = `${device.userId} ${device.id}`;
    const now = this.devices.get(key);
    if (now?.revision !== previous.revision || now.status !== previous.status) return false;
    this.#set(key, device);
    return true;
  }

  async remove(device: DeviceRow): Promise<boolean> {
    await this.#gate('remove');
    return this.#remove(device);
  }

  #remove(device: DeviceRow): boolean {
    const { id, userId, platform, tokenHash } = device;
    if (this.devices.get(`${userId} ${id}`)?.revision !== device.revision) return false;
    this.#set(`${userId} ${id}`, null);
    this.owners.delete(id);
    this.addresses.delete(`${platform} ${tokenHash}`);
    return true;
  }

  async holderOf(platform: PushPlatform, tokenHash: string): Promise<DeviceRow | null> {
    for (let seen: string | undefined; ; ) {
      await this.#gate('read the address');
      const address = this.addresses.get(`${platform} ${tokenHash}`);
      if (address === undefined) return null;
      const device = await this.readDevice(address.userId, address.deviceId);
      if (device?.tokenHash === tokenHash && device.platform === platform) return device;
      if (address.revision === seen) return null;
      seen = address.revision;
    }
  }

  async forget({ id, userId, platform, tokenHash }: DeviceRow): Promise<void> {
    await this.#gate('forget the owner');
    const device = this.devices.get(`${userId} ${id}`);
    if (device === undefined && this.owners.get(id)?.userId === userId) this.owners.delete(id);
    await this.#gate('forget the address');
    const key = `${platform} ${tokenHash}`;
    const address = this.addresses.get(key);
    const current = this.devices.get(`${userId} ${id}`);
    const elsewhere = current?.tokenHash !== tokenHash || current.platform !== platform;
    if (elsewhere && address?.userId === userId && address.deviceId === id) this.addresses.delete(key);
  }

  /** DynamoDB's time to live takes the device's row alone. */
  expireDevice(userId: string, deviceId: string): void {
    this.#set(`${userId} ${deviceId}`, null);
  }

  expireIntents(): void {
    for (const [key, intent] of this.intents) {
      this.intents.delete(key);
      this.stream.push({ kind: 'intent', intent });
    }
  }

  /** As functions/delivering does when a push to it fails for good. */
  disable(userId: string, deviceId: string): void {
    const device = this.devices.get(`${userId} ${deviceId}`);
    if (device === undefined) throw new Error('There is no such device.');
    const { platformShard: _, ...rest } = device;
    this.#set(`${userId} ${deviceId}`, { ...rest, status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });
  }

  #set(key: string, now: DeviceRow | null): void {
    const old = this.devices.get(key) ?? null;
    if (now === null) this.devices.delete(key);
    else this.devices.set(key, now);
    if (old !== null || now !== null) this.stream.push({ kind: 'device', old, now });
  }
}
