import type { UnregisterDeviceInput, UnregisterDevicePayload } from '../../schema/generated/types.ts';
import { validateDeviceId } from '../rules/devices/validateDeviceId.ts';
import { Failure } from '../rules/Failure.ts';
import { refuse } from '../rules/refuse.ts';
import type { DeviceRemoval } from './DeviceStore.ts';
import type { PushEndpoints } from './PushEndpoints.ts';

export interface Ports {
  readonly store: DeviceRemoval;
  readonly endpoints: Pick<PushEndpoints, 'delete'>;
}

/** Attempts while registrations of the device come in between. One call gets through in each round. */
const ROUNDS = 8;

/**
 * Removes a device of the user: its rows in one transaction, then its endpoint. Nothing is sent to it after that.
 * After a crash between the two, `followDevices` removes the endpoint. Throws ApplicationError `InvalidInput`.
 */
export async function unregisterDevice(
  { store, endpoints }: Ports,
  userId: string,
  { deviceId }: UnregisterDeviceInput,
): Promise<UnregisterDevicePayload> {
  refuse(validateDeviceId(deviceId));
  for (let round = 1; round <= ROUNDS; round += 1) {
    const device = await store.readDevice(userId, deviceId);
    if (device === null) return { deviceId, unregistered: false };
    if (!(await store.remove(device))) continue;
    const holder = await store.holderOf(device.platform, device.tokenHash);
    if (holder?.endpointArn !== device.endpointArn) await endpoints.delete(device.endpointArn);
    return { deviceId, unregistered: true };
  }
  throw new Failure('The device kept changing while it was unregistered.');
}
