import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AddressedDevice } from './DeviceDirectory.ts';
import { deliveryRow } from './deliveryRow.ts';
import { endAll } from './endQueued.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import { readOpen } from './readOpen.ts';
import type { Ports as SendPorts } from './sendAll.ts';

export interface Ports extends Pick<SendPorts, 'clock' | 'ledger'> {
  readonly messages: Pick<MessageStore, 'read'>;
}

/** Four shards at once (infra/aws/constructs/Publishing.ts) reach with this the 1,000 write units a second that a message's rows have. */
const PARALLEL = 10;

/**
 * Opens the ledger for these devices. Answers the rows as they stand, or null where the message was cancelled meanwhile: they are cancelled then too,
 * by the cancellation's sweep, which sees them, or, if that began before they were there, from here.
 */
export async function openRows(
  ports: Ports,
  message: MessageRow,
  devices: readonly AddressedDevice[],
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
