import type { AddressedDevice } from '../delivering/DeviceDirectory.ts';
import { endAll } from '../delivering/endQueued.ts';
import { inParallel } from '../delivering/inParallel.ts';
import { readOpen } from '../delivering/readOpen.ts';
import type { Ports as SendPorts } from '../delivering/sendAll.ts';
import type { DeliveryRow } from '../domain/delivery/DeliveryRow.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';
import { deliveryRow } from './deliveryRow.ts';
import type { MessageStore } from './MessageStore.ts';

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
