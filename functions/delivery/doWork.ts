import { type Ports as AdvancePorts, advanceMessage } from './advanceMessage.ts';
import { deliverChunk } from './deliverChunk.ts';
import { fanOut } from './fanOut.ts';
import { type Ports as RedeliverPorts, redeliver } from './redeliver.ts';
import type { Work } from './Work.ts';

export type Ports = AdvancePorts & RedeliverPorts;

/** Does a piece of work. At `deadline` (epoch milliseconds) the rest goes back into the queue. */
export async function doWork(ports: Ports, work: Work, deadline: number): Promise<void> {
  if (work.kind === 'deliver') return deliverChunk(ports, work);
  if (work.kind === 'fanOut') return fanOut(ports, work, deadline);
  if (work.kind === 'redeliver') return redeliver(ports, work, deadline);
  // A delayed wake-up whose pause is over goes to the FIFO queue, which has one worker for each group queue.
  if (work.kind === 'wake') return ports.queue.add([work]);
  const message = await ports.messages.read(work.messageId);
  if (message !== null) await advanceMessage(ports, message);
}
