import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { DeviceRemoval, DeviceStore } from './DeviceStore.ts';
import type { PushEndpoints } from './PushEndpoints.ts';
import { withEndpoint } from './withEndpoint.ts';

export interface Ports {
  readonly store: Pick<DeviceRemoval, 'readDevice' | 'holderOf'> & Pick<DeviceStore, 'refresh'>;
  readonly endpoints: PushEndpoints;
  readonly directory: Pick<DeviceDirectory, 'disable'>;
  /** Whether another endpoint may be made now: SNS has a rate for that. */
  readonly mayRenew: () => boolean;
  readonly logFailure: LogFailure;
}

/**
 * Makes the endpoint again that SNS has no more, from the token in the device's row. The device counts as dead only if
 * SNS refuses the token, or has disabled the endpoint that it finds by it.
 * If SNS cannot make it now, nothing happens: the delivery that met the gone endpoint is tried again, and notes it.
 */
export async function renewEndpoint(ports: Ports, { userId, id, endpointArn }: DeviceRow): Promise<void> {
  const { store, endpoints, directory, mayRenew, logFailure } = ports;
  const device = await store.readDevice(userId, id);
  if (device?.endpointArn !== endpointArn || device.status !== 'ENABLED' || device.endpointGoneAt === undefined) return;
  // The token may be another device's by now.
  const holder = await store.holderOf(device.platform, device.tokenHash);
  if (holder?.id !== id || holder.userId !== userId || !mayRenew()) return;
  try {
    const arn = await endpoints.create(device.platform, device.token);
    const state = await endpoints.read(arn);
    if (state === null || (state.userId !== undefined && state.userId !== userId)) return;
    if (state.enabled) await store.refresh(withEndpoint(device, arn), device);
    else await directory.disable({ ...device, deviceId: id }, 'ENDPOINT_DISABLED');
  } catch (error) {
    const isRefused = error instanceof ApplicationError && error.errorType === 'InvalidInput';
    if (isRefused) await directory.disable({ ...device, deviceId: id }, 'INVALID_TOKEN');
    else logFailure('An endpoint was not made again', error, { deviceId: id });
  }
}
