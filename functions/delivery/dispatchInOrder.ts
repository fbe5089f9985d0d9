import type { GroupQueues } from '../ordering/GroupQueues.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { userQueue } from '../rules/keys.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import { noteWithoutDevice } from './noteWithoutDevice.ts';
import { type Ports as OpenPorts, openRows } from './openRows.ts';
import { resolveAudience } from './resolveAudience.ts';
import { type WorkQueue, wakesOf } from './Work.ts';

export interface Ports extends OpenPorts {
  readonly devices: DeviceDirectory;
  readonly messages: MessageStore;
  readonly groupQueues: Pick<GroupQueues, 'put'>;
  readonly queue: WorkQueue;
}

const PARALLEL = 40;

/**
 * Opens the deliveries of a message to users in a message group, then wakes their queues. May be repeated.
 * No delivery is sent before all are open and in their queues, and none is opened after that.
 */
export async function dispatchInOrder(ports: Ports, { id }: MessageRow): Promise<void> {
  const { messages, groupQueues, queue } = ports;
  const begun = await messages.begin(id);
  const message = await messages.read(id);
  if (begun === 'ended' || message === null) return;
  if (message.resolved !== true) {
    const { publisherId } = message;
    const { groupId } = message.options;
    const opened = await openDeliveries(ports, message, begun === 'again');
    // The cancellation wakes the queues.
    if (opened === null || !groupId) return;
    await inParallel(opened.byUser, PARALLEL, ([userId, deviceIds]) => {
      const groupQueue = userQueue(publisherId, groupId, userId);
      const queued = { groupQueue, position: message.sequence ?? '', messageId: id };
      return groupQueues.put(queued, [...deviceIds], message.ttl);
    });
    await messages.expect(id, opened.count, message.ttl);
    await messages.resolve(id);
  }
  await queue.add(wakesOf(message));
}

interface OpenedDeliveries {
  readonly byUser: ReadonlyMap<string, ReadonlySet<string>>;
  readonly count: number;
}

/** Returns null for a cancelled message. Counts the rows of an earlier run whose devices have left the audience too. */
async function openDeliveries(ports: Ports, message: MessageRow, again: boolean): Promise<OpenedDeliveries | null> {
  const byUser = new Map<string, Set<string>>();
  const found = new Set<string>();
  const add = (rows: readonly DeliveryRow[]) => {
    for (const { userId, deviceId, status } of rows) {
      found.add(deviceId);
      if (status === 'QUEUED') byUser.set(userId, (byUser.get(userId) ?? new Set()).add(deviceId));
    }
  };
  const devices = await resolveAudience(ports.devices, message);
  await noteWithoutDevice(ports.messages, message, devices);
  const rows = await openRows(ports, message, devices);
  if (rows === null) return null;
  add(rows);
  if (again) for await (const queued of ports.ledger.inStates(message.id, ['QUEUED'])) add(queued);
  return { byUser, count: found.size };
}
