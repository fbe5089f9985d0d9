import { type Ports as AdvancePorts, advanceMessage } from './advanceMessage.ts';
import { deliverChunk } from './deliverChunk.ts';
import { type Ports as PushPorts, pushAgain } from './pushAgain.ts';
import type { Work } from './Work.ts';

export interface Ports extends AdvancePorts, Pick<PushPorts, 'pushes' | 'log'> {}

/** Does a piece of small work. Passes other work on to the queue that it belongs to. */
export async function doWork(ports: Ports, work: Work): Promise<void> {
  if (work.kind === 'deliver') return deliverChunk(ports, work);
  if (work.kind === 'pushAgain') return pushAgain(ports, work);
  // A wake-up whose pause is over goes to the FIFO queue, which has one worker for each group queue. A redrive brings
  // large work too.
  if (work.kind !== 'dispatch') return ports.queue.add([work]);
  const message = await ports.messages.read(work.messageId);
  if (message !== null) await advanceMessage(ports, message);
}
