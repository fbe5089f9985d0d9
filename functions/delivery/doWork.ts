import { type Ports as AdvancePorts, advanceMessage } from './advanceMessage.ts';
import { deliverChunk } from './deliverChunk.ts';
import { fanOut } from './fanOut.ts';
import type { Work } from './Work.ts';

export type Ports = AdvancePorts;

/** Does a piece of work. What is left of it at `deadline`, in epoch milliseconds, goes back into the queue, where it can be divided. */
export async function doWork(ports: Ports, work: Work, deadline: number): Promise<void> {
  if (work.kind === 'deliver') return deliverChunk(ports, work);
  if (work.kind === 'fanOut') return fanOut(ports, work, deadline);
  // Its pause is over: on into the queue that has one worker a group.
  if (work.kind === 'wake') return ports.queue.add([work]);
  const message = await ports.messages.read(work.messageId);
  if (message !== null) await advanceMessage(ports, message);
}
