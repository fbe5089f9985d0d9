import type { PushPlatform } from '../../schema/generated/types.ts';
import type { AddressRow, DeviceRow, EndpointIntent, OwnerRow } from '../rules/devices/DeviceRow.ts';

export interface HoldingsKey {
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: PushPlatform;
  readonly tokenHash: string;
}

/** Who holds the device's id and the token, before a change. */
export interface Holdings {
  /** The caller's device of this id. */
  readonly device: DeviceRow | null;
  readonly owner: OwnerRow | null;
  /** The device of this id while it is another user's. */
  readonly formerDevice: DeviceRow | null;
  readonly address: AddressRow | null;
  /** The device that has the token, if it is another one. */
  readonly tokenHolder: DeviceRow | null;
}

/** One transaction. */
export interface DeviceChange {
  /** The device as it will be. */
  readonly device: DeviceRow;
  /** What the change was made from: it is refused if any of it has changed since. */
  readonly holdings: Holdings;
}

/** What registering a device needs of the ledger of devices. */
export interface DeviceStore {
  /** Consistent. */
  read(key: HoldingsKey): Promise<Holdings>;
  /**
   * Notes, before an endpoint is made, that it may be left behind: `write` takes the note away; one that outlives its `ttl` has the endpoint deleted,
   * unless a device uses it by then.
   */
  intend(intent: EndpointIntent): Promise<void>;
  /**
   * Writes the device, its owner, its address and the mark that its user is known; removes the former owner's row, the device that had the token,
   * the address the device had, and the token's intent.
   * False if something was changed by somebody else since it was read: nothing is written then.
   */
  write(change: DeviceChange): Promise<boolean>;
  /** Writes a device whose owner and address stay as they are. False if it is not as it was (`previous`) any more. */
  refresh(device: DeviceRow, previous: DeviceRow): Promise<boolean>;
}

/** What unregistering needs. */
export interface DeviceRemoval extends TokenHolders {
  /** Consistent. */
  readDevice(userId: string, deviceId: string): Promise<DeviceRow | null>;
  /** Removes the device, its owner and its address in one transaction. False if the device is not as it was read any more. */
  remove(device: DeviceRow): Promise<boolean>;
}

export interface TokenHolders {
  /** The device that has a token now. Consistent. */
  holderOf(platform: PushPlatform, tokenHash: string): Promise<DeviceRow | null>;
}

/** What releasing endpoints needs. */
export interface ReleaseStore extends TokenHolders, Pick<DeviceStore, 'intend' | 'refresh'> {
  /** Removes what still says that a device that is gone has its id or token. */
  forget(device: DeviceRow): Promise<void>;
}
