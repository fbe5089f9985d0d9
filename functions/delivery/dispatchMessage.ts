import { PLATFORM_SHARDS } from '../rules/devices/platformShard.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AudienceDevice, DeviceDirectory } from './DeviceDirectory.ts';
import type { MessageStore } from './MessageStore.ts';
import { noteWithoutDevice } from './noteWithoutDevice.ts';
import { openRows } from './openRows.ts';
import { resolveAudience } from './resolveAudience.ts';
import { type Ports as SendPorts, sendAll } from './sendAll.ts';
import { deliverWork, type Work } from './Work.ts';

export interface Ports extends SendPorts {
  readonly devices: DeviceDirectory;
  readonly messages: MessageStore;
}

/** Deliveries that the dispatcher sends itself. The queue has the rest, so that no message waits behind a large one. */
const SENT_AT_ONCE = 100;
/** Deliveries that are opened before they are queued. */
const PAGE = 250;

/**
 * Opens a message's deliveries and sends them, each recipient's first device before anybody's second.
 * For a platform's devices it queues the fan-out of each shard instead.
 * May be repeated: a row is opened once, and a delivery that was sent cannot be claimed again.
 */
export async function dispatchMessage(ports: Ports, message: MessageRow): Promise<void> {
  const { messages, queue } = ports;
  const begun = await messages.begin(message.id);
  if (begun === 'ended') return;
  if (message.audience.platform) {
    await queue.add(
      Array.from({ length: PLATFORM_SHARDS }, (_, shard): Work => ({ kind: 'fanOut', messageId: message.id, shard })),
    );
    return;
  }
  const devices = await resolveAudience(ports.devices, message);
  await noteWithoutDevice(messages, message, devices);
  // How the message is reported rests on the number, from its first delivery on.
  if (begun === 'begun' && devices.length > SENT_AT_ONCE)
    await messages.expect(message.id, devices.length, message.ttl);
  const atOnce = await openRows(ports, message, devices.slice(0, SENT_AT_ONCE));
  if (atOnce === null) return;
  await sendAll(ports, message, atOnce, false);
  if (!(await queueLater(ports, message, devices.slice(SENT_AT_ONCE)))) return;
  const found = new Set(devices.map(({ id }) => id));
  const remaining = begun === 'again' ? await sendRemaining(ports, message.id, found) : 0;
  await messages.expect(message.id, devices.length + remaining, message.ttl);
}

/** Opens and queues the deliveries that are not sent at once. Returns false if the message was cancelled meanwhile. */
async function queueLater(ports: Ports, message: MessageRow, devices: readonly AudienceDevice[]): Promise<boolean> {
  for (let start = 0; start < devices.length; start += PAGE) {
    const rows = await openRows(ports, message, devices.slice(start, start + PAGE));
    if (rows === null) return false;
    const deviceIds = rows.map(({ deviceId }) => deviceId);
    await ports.queue.add(deliverWork(message.id, deviceIds, true));
  }
  return true;
}

/**
 * Queues the deliveries of an earlier run whose devices have left the audience since: sending ends them.
 * Returns their number.
 */
async function sendRemaining({ ledger, queue }: Ports, messageId: string, found: ReadonlySet<string>): Promise<number> {
  let remaining = 0;
  for await (const rows of ledger.inStates(messageId, ['QUEUED'])) {
    const ids = rows.map(({ deviceId }) => deviceId).filter((id) => !found.has(id));
    await queue.add(deliverWork(messageId, ids, false));
    remaining += ids.length;
  }
  return remaining;
}
