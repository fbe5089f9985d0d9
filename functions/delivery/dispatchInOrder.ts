import type { OrderStore } from '../ordering/OrderStore.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { userGroup } from '../rules/keys.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import { type Ports as OpenPorts, openRows } from './openRows.ts';
import { resolveAudience } from './resolveAudience.ts';
import { type WorkQueue, wakesOf } from './Work.ts';

export interface Ports extends OpenPorts {
  readonly devices: DeviceDirectory;
  readonly messages: MessageStore;
  readonly order: Pick<OrderStore, 'put'>;
  readonly queue: WorkQueue;
}

const PARALLEL = 40;

/**
 * Makes the deliveries of a message with a group, and has those sent whose turn it is. May be repeated: until all are made and told of in the users'
 * lines, nobody sends any; from then on none is made.
 */
export async function dispatchInOrder(ports: Ports, { id }: MessageRow): Promise<void> {
  const { messages, order, queue } = ports;
  const begun = await messages.begin(id);
  const message = await messages.read(id);
  if (begun === 'ended' || message === null) return;
  if (message.resolved !== true) {
    const { groupId } = message.options;
    const made = await makeDeliveries(ports, message, begun === 'again');
    // Cancelled: that wakes the groups.
    if (made === null || !groupId) return;
    await inParallel(made.byUser, PARALLEL, ([userId, deviceIds]) => {
      const place = { group: userGroup(groupId, userId), position: message.sequence ?? '', messageId: id };
      return order.put(place, [...deviceIds], message.ttl);
    });
    await messages.expect(id, made.count, message.ttl);
    await messages.resolve(id);
  }
  await queue.add(wakesOf(message));
}

interface Made {
  readonly byUser: ReadonlyMap<string, ReadonlySet<string>>;
  readonly count: number;
}

/** Opens the ledger. Devices that have left the audience since an earlier run opened theirs count too: whoever is to send those settles them. */
async function makeDeliveries(ports: Ports, message: MessageRow, again: boolean): Promise<Made | null> {
  const byUser = new Map<string, Set<string>>();
  const found = new Set<string>();
  const add = (rows: readonly DeliveryRow[]) => {
    for (const { userId, deviceId, status } of rows) {
      found.add(deviceId);
      if (status === 'QUEUED') byUser.set(userId, (byUser.get(userId) ?? new Set()).add(deviceId));
    }
  };
  for await (const devices of resolveAudience(ports.devices, message.audience)) {
    const rows = await openRows(ports, message, devices);
    if (rows === null) return null;
    add(rows);
  }
  if (again) for await (const rows of ports.ledger.inStates(message.id, ['QUEUED'])) add(rows);
  return { byUser, count: found.size };
}
