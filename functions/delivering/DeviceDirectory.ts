import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { DeviceRow } from '../domain/device/DeviceRow.ts';

/** Devices, as far as sending needs them. */
export interface DeviceDirectory {
  /** All devices of a user, page by page. Consistent, so that one registered a moment ago is not missed. */
  ofUser(userId: string): AsyncIterable<readonly DeviceRow[]>;
  /** The device, whoever's it is; null if there is none. Consistent. */
  byId(deviceId: string): Promise<DeviceRow | null>;
  /** The device while it is this user's. Consistent. */
  read(userId: string, deviceId: string): Promise<DeviceRow | null>;
  /** Disables the device if it still has the address that failed: a fresh registration is never undone. Answers whether it did. */
  disable(userId: string, deviceId: string, addressVersion: number, reason: DeliveryReason): Promise<boolean>;
}
