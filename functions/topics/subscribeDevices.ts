import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import type { DeviceRemoval } from '../devices/DeviceStore.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { type Ports as SyncPorts, syncEndpoint } from './syncEndpoint.ts';

export interface Ports extends SyncPorts {
  readonly store: Pick<DeviceRemoval, 'readDevice' | 'holderOf'>;
  readonly directory: Pick<DeviceDirectory, 'ofUser'>;
}

/** After a user subscribed to a topic or ended that: all their devices are brought in line. */
export async function subscribeDevices(ports: Ports, userId: string): Promise<void> {
  for await (const devices of ports.directory.ofUser(userId)) {
    for (const device of devices) await syncEndpoint(ports, device.endpointArn, subscriberOf(device));
  }
}

/** After a device came, got another endpoint, or was disabled or enabled: it is subscribed to what its user is, while it is enabled. */
export async function subscribeDevice(ports: Ports, { userId, id, endpointArn }: DeviceRow): Promise<void> {
  const now = await ports.store.readDevice(userId, id);
  // What came later has a record of its own.
  if (now?.endpointArn === endpointArn) await syncEndpoint(ports, endpointArn, subscriberOf(now));
}

/** After a device went or got another endpoint: the endpoint's subscriptions end, unless it is another device's of somebody now. */
export async function unsubscribeDevice(ports: Ports, { endpointArn, platform, tokenHash }: DeviceRow): Promise<void> {
  const holder = await ports.store.holderOf(platform, tokenHash);
  await syncEndpoint(ports, endpointArn, holder?.endpointArn === endpointArn ? subscriberOf(holder) : null);
}

/** SNS would report each message to a disabled endpoint as a failure, for ever. */
function subscriberOf({ userId, status }: DeviceRow): string | null {
  return status === 'ENABLED' ? userId : null;
}
