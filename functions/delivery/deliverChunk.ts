import { isOrdered } from '../rules/ordering/messageGroups.ts';
import { endAll } from './endQueued.ts';
import type { MessageStore } from './MessageStore.ts';
import { noteLate } from './noteLate.ts';
import { readOpen } from './readOpen.ts';
import { type Ports as SendPorts, sendAll } from './sendAll.ts';
import type { Work } from './Work.ts';

export interface Ports extends SendPorts {
  readonly messages: Pick<MessageStore, 'read'>;
}

/** Sends the queued deliveries of a chunk, or cancels them with their message. Opens abandoned ones again. */
export async function deliverChunk(
  ports: Ports,
  { messageId, deviceIds, large }: Extract<Work, { readonly kind: 'deliver' }>,
): Promise<void> {
  const message = await ports.messages.read(messageId);
  if (message === null) return;
  const rows = await readOpen(ports, messageId, deviceIds);
  if (message.status === 'CANCELLED') {
    await endAll(ports, rows, { status: 'CANCELLED' });
    return;
  }
  // Those in order are sent by the worker of their group queue.
  if (isOrdered(message)) {
    await noteLate(
      ports,
      rows.filter(({ status }) => status === 'QUEUED'),
    );
  }
  await sendAll(ports, message, rows, large);
}
