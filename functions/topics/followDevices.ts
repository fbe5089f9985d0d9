import type { DeviceDirectory } from '../delivering/DeviceDirectory.ts';
import type { DeviceRemoval } from '../devices/DeviceStore.ts';
import type { DeviceRow } from '../domain/device/DeviceRow.ts';
import { type Ports as SyncPorts, syncEndpoint } from './syncEndpoint.ts';

export interface Ports extends SyncPorts {
  readonly store: Pick<DeviceRemoval, 'readDevice' | 'holderOf'>;
  readonly directory: Pick<DeviceDirectory, 'ofUser'>;
}

/** After a user subscribed to a topic or ended that: all their devices are brought in line. */
export async function subscribeDevices(ports: Ports, userId: string): Promise<void> {
  for await (const devices of ports.directory.ofUser(userId)) {
    for (const { endpointArn } of devices) await syncEndpoint(ports, endpointArn, userId);
  }
}

/** After a device came or got another endpoint: it is subscribed to what its user is. */
export async function subscribeDevice(ports: Ports, { userId, id, endpointArn }: DeviceRow): Promise<void> {
  const now = await ports.store.readDevice(userId, id);
  // What came later has a record of its own.
  if (now?.endpointArn === endpointArn) await syncEndpoint(ports, endpointArn, userId);
}

/** After a device went or got another endpoint: the endpoint's subscriptions end, unless it is another device's of somebody now. */
export async function unsubscribeDevice(ports: Ports, { endpointArn, platform, tokenHash }: DeviceRow): Promise<void> {
  const holder = await ports.store.holderOf(platform, tokenHash);
  await syncEndpoint(ports, endpointArn, holder?.endpointArn === endpointArn ? holder.userId : null);
}
