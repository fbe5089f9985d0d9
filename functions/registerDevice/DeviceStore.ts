import type { PushPlatform } from '../../schema/generated/types.ts';
import type { AddressRow, DeviceRow, OwnerRow } from '../domain/device/DeviceRow.ts';

export interface HoldingsKey {
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: PushPlatform;
  readonly tokenHash: string;
}

/** Who holds the device's id and the token, before the change. */
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

export interface DeviceStore {
  /** Consistent. */
  read(key: HoldingsKey): Promise<Holdings>;
  /**
   * Writes the device, its owner and its address; removes the former owner's row, the device that had the token, and the address the device had.
   * False if something was changed by somebody else since it was read: nothing is written then.
   */
  write(change: DeviceChange): Promise<boolean>;
}
