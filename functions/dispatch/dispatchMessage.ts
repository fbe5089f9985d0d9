import { type Ports as DeliverPorts, deliverOne } from '../delivering/deliverOne.ts';
import { inParallel } from '../delivering/inParallel.ts';
import type { DeliveryRow } from '../domain/delivery/DeliveryRow.ts';
import type { DeviceRow } from '../domain/device/DeviceRow.ts';
import { deliveryId } from '../domain/keys.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';
import type { DeliveryChunk, DeliveryQueue } from './DeliveryQueue.ts';
import type { MessageStore } from './MessageStore.ts';
import { resolveAudience } from './resolveAudience.ts';

export interface Ports extends DeliverPorts {
  readonly messages: MessageStore;
  readonly queue: DeliveryQueue;
}

/** Deliveries that the dispatcher sends itself; what is beyond goes through the queue, so that no message waits behind a large one. */
const SENT_AT_ONCE = 100;
const CHUNK = 25;
const PARALLEL = 20;
/** How long a delivery that could not be sent now waits in the queue. */
const RETRY_SECONDS = 20;

/**
 * Makes an accepted message's deliveries and sends them. Every step may be repeated: rows are opened once, a delivery is claimed by one sender at a
 * time, and what an earlier run has sent is past being claimed.
 */
export async function dispatchMessage(ports: Ports, message: MessageRow): Promise<void> {
  const { clock, ledger, messages, queue } = ports;
  if (!(await messages.begin(message.id))) return;
  let opened = 0;
  const again: DeliveryChunk[] = [];
  for await (const devices of resolveAudience(ports.devices, message.audience)) {
    const rows = devices.map((device) => deliveryRow(message, device, clock.now()));
    await inParallel(rows, PARALLEL, (row) => ledger.open(row));
    const atOnce = rows.slice(0, Math.max(0, SENT_AT_ONCE - opened));
    opened += rows.length;
    const later = rows.slice(atOnce.length).map((row) => row.deviceId);
    await queue.add(chunked(message.id, later), 0);
    await inParallel(
      atOnce.filter((row) => row.status === 'QUEUED'),
      PARALLEL,
      async (row) => {
        const delivered = await deliverOne(ports, message, row);
        if (delivered.kind === 'later') again.push({ messageId: message.id, deviceIds: [row.deviceId] });
      },
    );
  }
  await queue.add(again, RETRY_SECONDS);
  await messages.expect(message.id, opened);
}

/** A disabled device has its entry too: whoever looks sees why it got nothing. */
function deliveryRow(message: MessageRow, device: DeviceRow, now: number): DeliveryRow {
  const at = new Date(now).toISOString();
  const state =
    device.status === 'ENABLED'
      ? ({ status: 'QUEUED' } as const)
      : ({ status: 'SUPPRESSED', reason: 'ENDPOINT_DISABLED' } as const);
  return {
    id: deliveryId(message.id, device.id),
    messageId: message.id,
    deviceId: device.id,
    userId: device.userId,
    platform: device.platform,
    endpointArn: device.endpointArn,
    addressVersion: device.addressVersion,
    ...(device.locale === undefined ? {} : { locale: device.locale }),
    ...state,
    attempts: 0,
    version: 1,
    transitions: [{ ...state, at }],
    createdAt: at,
    updatedAt: at,
    inboxSort: `${message.id}#${device.id}`,
    ttl: message.ttl,
  };
}

function chunked(messageId: string, deviceIds: readonly string[]): DeliveryChunk[] {
  const chunks: DeliveryChunk[] = [];
  for (let start = 0; start < deviceIds.length; start += CHUNK) {
    chunks.push({ messageId, deviceIds: deviceIds.slice(start, start + CHUNK) });
  }
  return chunks;
}
