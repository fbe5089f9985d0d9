import type { UnregisterDeviceInput, UnregisterDevicePayload } from '../../schema/generated/types.ts';
import { validateDeviceId } from '../rules/devices/validateDevice.ts';
import { Failure } from '../rules/Failure.ts';
import { refuse } from '../rules/refuse.ts';
import type { DeviceRemoval } from './DeviceStore.ts';
import type { PushEndpoints } from './PushEndpoints.ts';

export interface Ports {
  readonly store: DeviceRemoval;
  readonly endpoints: Pick<PushEndpoints, 'delete'>;
}

/** Registrations of the device that come in between: each round one of them gets through. */
const ROUNDS = 8;

/**
 * Forgets a device of the user's: its rows in one transaction, then its endpoint, so that nothing is sent any more once this has answered.
 * What a crash leaves over, functions/devices/followDevices removes.
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
