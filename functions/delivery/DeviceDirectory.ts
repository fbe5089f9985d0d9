import type { DeliveryReason, PushPlatform } from '../../schema/generated/types.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';

/** What a delivery needs to know of its device. */
export type AddressedDevice = Pick<
  DeviceRow,
  'id' | 'userId' | 'platform' | 'endpointArn' | 'addressVersion' | 'locale' | 'status'
>;

/** Some of the devices of a shard, and where the next page begins; without a cursor it was the last. */
export interface DevicePage {
  readonly devices: readonly AddressedDevice[];
  readonly cursor?: string;
}

/** Devices, as far as sending needs them. */
export interface DeviceDirectory {
  /** All devices of a user, page by page. Consistent, so that one registered a moment ago is not missed. */
  ofUser(userId: string): AsyncIterable<readonly DeviceRow[]>;
  /** The enabled devices of one shard of a platform. Eventually consistent: one registered in this second may be missing. */
  ofShard(platform: PushPlatform, shard: number, cursor: string | undefined, limit: number): Promise<DevicePage>;
  /** The device, whoever's it is; null if there is none. Consistent. */
  byId(deviceId: string): Promise<DeviceRow | null>;
  /** The device while it is this user's. Consistent. */
  read(userId: string, deviceId: string): Promise<DeviceRow | null>;
  /**
   * Disables the device if it still has the address that failed: a fresh registration is never undone. With a `revision`, only if none has come since
   * that one, not even of the same address. Answers whether it did.
   */
  disable(
    userId: string,
    deviceId: string,
    addressVersion: number,
    reason: DeliveryReason,
    revision?: string,
  ): Promise<boolean>;
}
