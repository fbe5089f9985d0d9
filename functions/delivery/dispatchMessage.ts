import { PLATFORM_SHARDS } from '../rules/devices/platformShard.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';
import type { MessageStore } from './MessageStore.ts';
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

/**
 * Opens a message's deliveries and sends them. For a platform's devices it queues the fan-out of each shard instead.
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
  let opened = 0;
  const found = new Set<string>();
  for await (const devices of resolveAudience(ports.devices, message.audience)) {
    const rows = await openRows(ports, message, devices);
    if (rows === null) return;
    const atOnce = rows.slice(0, Math.max(0, SENT_AT_ONCE - opened));
    opened += rows.length;
    for (const { deviceId } of rows) found.add(deviceId);
    const later = rows.slice(atOnce.length).map((row) => row.deviceId);
    await queue.add(deliverWork(message.id, later, true));
    await sendAll(ports, message, atOnce, false);
  }
  if (begun === 'again') opened += await sendRemaining(ports, message.id, found);
  await messages.expect(message.id, opened, message.ttl);
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
