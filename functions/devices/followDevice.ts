import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { type Ports as SubscribePorts, subscribeDevice, unsubscribeDevice } from '../topics/subscribeDevices.ts';
import { type Ports as ReleasePorts, releaseDevice, releaseEndpoint } from './releaseEndpoint.ts';
import { type Ports as RenewPorts, renewEndpoint } from './renewEndpoint.ts';

export type Ports = ReleasePorts & SubscribePorts & RenewPorts;

/**
 * Follows a change of a device: releases the endpoint that it had, and subscribes the one that it has. Makes one again
 * that SNS has no more, which is a change of its own.
 */
export async function followDevice(ports: Ports, before: DeviceRow | null, after: DeviceRow | null): Promise<void> {
  if (after?.endpointArn !== before?.endpointArn) {
    if (before !== null) await leaveEndpoint(ports, before, after === null);
    if (after !== null) await subscribeDevice(ports, after);
  } else if (after !== null && after.status !== before?.status) {
    await subscribeDevice(ports, after);
  } else if (after?.change === 'GONE' && after.endpointGoneAt !== before?.endpointGoneAt) {
    await renewEndpoint(ports, after);
  }
}

/** Ends the subscriptions first, since they are found by the endpoint. */
async function leaveEndpoint(ports: Ports, device: DeviceRow, removed: boolean): Promise<void> {
  await unsubscribeDevice(ports, device);
  if (removed) await releaseDevice(ports, device);
  else await releaseEndpoint(ports, device);
}
