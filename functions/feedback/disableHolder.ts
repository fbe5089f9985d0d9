import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import type { TokenHolders } from '../devices/DeviceStore.ts';
import type { FailedAddress } from '../rules/feedback/Feedback.ts';
import type { EndpointStates } from './EndpointStates.ts';

export interface Ports {
  readonly holders: TokenHolders;
  readonly devices: Pick<DeviceDirectory, 'disable'>;
  readonly endpoints: EndpointStates;
}

/**
 * Disables the device that has an address which was reported dead. Returns whether it did.
 *
 * The device is read before its endpoint. A registration enables the endpoint before it writes the device, so a
 * registration in between shows in the endpoint's state or in the device's revision.
 *
 * An endpoint that SNS has not disabled counts as dead only if the push service says so (`INVALID_TOKEN`) and the app
 * has not registered since the publication. SNS may report before it disables the endpoint.
 */
export async function disableHolder(
  { holders, devices, endpoints }: Ports,
  { endpointArn, platform, tokenHash, publishedAt }: FailedAddress,
  reason: DeliveryReason,
): Promise<boolean> {
  const device = await holders.holderOf(platform, tokenHash);
  if (device === null || device.endpointArn !== endpointArn || device.status !== 'ENABLED') return false;
  const state = await endpoints.read(endpointArn);
  if (state === null || state.tokenHash !== tokenHash) return false;
  const silentSince = reason === 'INVALID_TOKEN' && publishedAt !== null && device.lastSeenAt <= publishedAt;
  if (state.enabled && !silentSince) return false;
  return devices.disable({ ...device, deviceId: device.id }, reason);
}
