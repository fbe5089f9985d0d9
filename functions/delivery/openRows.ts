import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AudienceDevice } from './DeviceDirectory.ts';
import { deliveryRow } from './deliveryRow.ts';
import { endAll } from './endQueued.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import { readOpen } from './readOpen.ts';
import type { Ports as SendPorts } from './sendAll.ts';

export interface Ports extends Pick<SendPorts, 'clock' | 'ledger'> {
  readonly messages: Pick<MessageStore, 'read'>;
}

/** With four shards at a time this reaches the 1,000 writes a second that one message's partition takes. */
const PARALLEL = 10;

/**
 * Opens a ledger row for each device. Returns the rows as they stand, or null if the message was cancelled meanwhile.
 * The cancellation may have swept the ledger before these rows were there, so they are cancelled here too.
 */
export async function openRows(
  ports: Ports,
  message: MessageRow,
  devices: readonly AudienceDevice[],
): Promise<readonly DeliveryRow[] | null> {
  const { clock, ledger, messages } = ports;
  const rows = devices.map((device) => deliveryRow(message, device, clock.now()));
  const known: string[] = [];
  await inParallel(rows, PARALLEL, async (row) => {
    if (!(await ledger.open(row))) known.push(row.deviceId);
  });
  if ((await messages.read(message.id))?.status === 'CANCELLED') {
    await endAll(ports, rows, { status: 'CANCELLED' });
    return null;
  }
  if (known.length === 0) return rows;
  const earlier = new Map((await readOpen(ports, message.id, known)).map((row) => [row.deviceId, row]));
  return rows.map((row) => earlier.get(row.deviceId) ?? row);
}
