import type { DeliveryReason, DeviceStatus, PushPlatform } from '../../schema/generated/types.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';

/** What a delivery needs to know of its device. */
export type AddressedDevice = Pick<
  DeviceRow,
  'id' | 'userId' | 'platform' | 'endpointArn' | 'addressVersion' | 'locale' | 'status'
>;

/** A device of a message's audience. `GONE`: its owner at the acceptance of the message no longer has it. */
export type AudienceDevice = Omit<AddressedDevice, 'status'> & { readonly status: DeviceStatus | 'GONE' };

export interface DevicePage {
  readonly devices: readonly AddressedDevice[];
  /** Where the next page begins. Absent on the last page. */
  readonly cursor?: string;
}

/**
 * A device with the address that failed. The endpoint counts besides the version: a device that was removed and
 * registered again begins at version 1, on another endpoint.
 */
export interface FailedDevice extends Pick<DeviceRow, 'userId' | 'endpointArn' | 'addressVersion'> {
  readonly deviceId: string;
  readonly revision?: string;
}

/** Devices, as far as sending needs them. */
export interface DeviceDirectory {
  /** Yields all devices of a user, page by page. Consistent: a device that was registered a moment ago is there. */
  ofUser(userId: string): AsyncIterable<readonly DeviceRow[]>;
  /** Returns enabled devices of one shard. Eventually consistent: a registration of the last second may be missing. */
  ofShard(platform: PushPlatform, shard: number, cursor: string | undefined, limit: number): Promise<DevicePage>;
  /** Returns the device while it is this user's, or null. Consistent. */
  read(userId: string, deviceId: string): Promise<DeviceRow | null>;
  /**
   * Disables the device, if it still has the address that failed. Returns whether it did.
   * With a `revision`, any registration since that one prevents it, even one of the same address.
   */
  disable(failed: FailedDevice, reason: DeliveryReason): Promise<boolean>;
  /**
   * Notes that SNS has no such endpoint, if the device is enabled and still has it. The function behind the table's
   * stream makes another one. `now`: epoch milliseconds.
   */
  noteGone(failed: FailedDevice, now: number): Promise<void>;
}
