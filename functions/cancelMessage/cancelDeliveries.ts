import { type Ports as EndPorts, endQueued } from '../delivering/endQueued.ts';
import type { MessageStore } from '../dispatch/MessageStore.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';

export interface Ports extends EndPorts {
  readonly messages: Pick<MessageStore, 'read'>;
}

/** AppSync waits 30 seconds for an answer. What a large audience has left after this is cancelled behind the message's stream, as it is after a crash. */
const MILLISECONDS = 15_000;

/** Cancels the queued deliveries of a message that was cancelled. Answers how many it came to. */
export async function cancelDeliveries(
  ports: Ports,
  messageId: string,
): Promise<{ readonly message: MessageRow | null; readonly cancelledDeliveries: number }> {
  const deadline = ports.clock.now() + MILLISECONDS;
  const { ended } = await endQueued(ports, messageId, { status: 'CANCELLED' }, deadline);
  return { message: await ports.messages.read(messageId), cancelledDeliveries: ended };
}
