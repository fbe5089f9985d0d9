import type { PushPlatform } from '../../schema/generated/types.ts';
import type { AddressRow, DeviceRow, EndpointIntent, OwnerRow, TurnRow, UserRow } from '../rules/devices/DeviceRow.ts';

export interface RegistrationKey {
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: PushPlatform;
  readonly tokenHash: string;
}

/** The rows that a registration reads and may change: who has the device's id, and who has the token. */
export interface RegistrationRows {
  /** The caller's device of this id. */
  readonly device: DeviceRow | null;
  readonly owner: OwnerRow | null;
  /** The device of this id, while it is another user's. */
  readonly formerDevice: DeviceRow | null;
  readonly address: AddressRow | null;
  /** The device that has the token, if it is another one. */
  readonly tokenHolder: DeviceRow | null;
  readonly user: UserRow | null;
  /** The caller's devices but this one and the token's holder, which both stay one device. Read after `user`. */
  readonly others: readonly DeviceRow[];
}

/** A change of one transaction. */
export interface DeviceChange {
  /** The device after it. */
  readonly device: DeviceRow;
  /** The rows before it. The change is refused if any of them has changed since, but for the other devices. */
  readonly before: RegistrationRows;
  /** The caller's device that goes for this one. The change is refused if it has changed. */
  readonly makesRoom: DeviceRow | null;
}

/** What registering a device needs. */
export interface DeviceStore extends Pick<DeviceRemoval, 'remove'> {
  /** Consistent. */
  read(key: RegistrationKey): Promise<RegistrationRows>;
  /** Takes the user's turn to get a new device. Returns false while another registration has it. */
  takeTurn(userId: string, turn: TurnRow, now: number): Promise<boolean>;
  /** Ends the turn, if it is still this one. */
  endTurn(userId: string, turn: TurnRow): Promise<void>;
  /**
   * Records, before an endpoint is created, that it may be left behind. `write` removes the record.
   * If the record outlives its `ttl`, the endpoint is deleted, unless a device uses it by then.
   */
  intend(intent: EndpointIntent): Promise<void>;
  /**
   * Writes the device, its owner, its address and the mark that its user is known. Removes the former owner's row,
   * the device that had the token, the device's former address, the device that makes room, and the token's intent.
   * Returns false, with nothing written, if another call has changed one of the rows. A device that its user did not
   * have changes the user's row, so `others` has grown by no other registration since it was read.
   */
  write(change: DeviceChange): Promise<boolean>;
  /** Writes a device whose owner and address stay as they are. Returns false if it is no longer `previous`. */
  refresh(device: DeviceRow, previous: DeviceRow): Promise<boolean>;
}

/** What unregistering needs. */
export interface DeviceRemoval extends TokenHolders {
  /** Consistent. */
  readDevice(userId: string, deviceId: string): Promise<DeviceRow | null>;
  /** Removes the device, its owner and its address in one transaction. Returns false if the device has changed. */
  remove(device: DeviceRow): Promise<boolean>;
}

export interface TokenHolders {
  /** Returns the device that has a token, or null. Consistent. */
  holderOf(platform: PushPlatform, tokenHash: string): Promise<DeviceRow | null>;
}

/** What releasing endpoints needs. */
export interface ReleaseStore extends TokenHolders, Pick<DeviceStore, 'intend' | 'refresh'> {
  /** Removes the owner and address rows that a removed device left behind. */
  forget(device: DeviceRow): Promise<void>;
}
