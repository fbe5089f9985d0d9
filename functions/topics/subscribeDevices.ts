import type { DeviceDirectory } from '../delivery/DeviceDirectory.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { DeviceRemoval } from '../devices/DeviceStore.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import type { SubscriptionStore } from './SubscriptionStore.ts';
import { type SyncedSubscription, type Ports as SyncPorts, syncEndpoint } from './syncEndpoint.ts';

export interface Ports extends SyncPorts {
  readonly subscriptions: SubscriptionStore;
  readonly store: Pick<DeviceRemoval, 'readDevice' | 'holderOf'>;
  readonly directory: Pick<DeviceDirectory, 'ofUser'>;
}

const PARALLEL = 5;

/**
 * Follows a change of a user's subscription to a topic: brings all the user's devices in line, with at most two calls
 * of SNS a device. Notes with the subscription whether SNS refused it to a device.
 */
export async function subscribeDevices(ports: Ports, userId: string, topicId: string): Promise<void> {
  const synced = new Map<string, SyncedSubscription>();
  for await (const devices of ports.directory.ofUser(userId)) {
    await inParallel(devices, PARALLEL, async (device) => {
      for (const one of await syncEndpoint(ports, device.endpointArn, subscriberOf(device), topicId)) {
        synced.set(topicId, { ...one, failure: synced.get(topicId)?.failure ?? one.failure });
      }
    });
  }
  for (const one of synced.values()) await note(ports, one);
}

async function note({ subscriptions }: Ports, { row, failure }: SyncedSubscription): Promise<void> {
  if ((row.failure ?? null) !== failure) await subscriptions.noteFailure(row, failure);
}

/**
 * Follows a device that came, got another endpoint, or was disabled or enabled.
 * An enabled device has the topic subscriptions of its user, a disabled one has none.
 */
export async function subscribeDevice(ports: Ports, { userId, id, endpointArn }: DeviceRow): Promise<void> {
  const now = await ports.store.readDevice(userId, id);
  // A later change has a record of its own.
  if (now?.endpointArn !== endpointArn) return;
  const synced = await syncEndpoint(ports, endpointArn, subscriberOf(now));
  // One device that is in line says nothing of the user's others.
  for (const one of synced) if (one.failure !== null) await note(ports, one);
}

/**
 * Follows a device that went or got another endpoint. Ends the endpoint's subscriptions, unless another device has it
 * now.
 */
export async function unsubscribeDevice(ports: Ports, { endpointArn, platform, tokenHash }: DeviceRow): Promise<void> {
  const holder = await ports.store.holderOf(platform, tokenHash);
  await syncEndpoint(ports, endpointArn, holder?.endpointArn === endpointArn ? subscriberOf(holder) : null);
}

/** For a disabled endpoint SNS would report each message as a failure. */
function subscriberOf({ userId, status }: DeviceRow): string | null {
  return status === 'ENABLED' ? userId : null;
}
