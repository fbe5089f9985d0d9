import { type Ports as FanOutPorts, fanOut } from './fanOut.ts';
import { type Ports as RecoverPorts, recover } from './recover.ts';
import { type Ports as RedeliverPorts, redeliver } from './redeliver.ts';
import type { Work } from './Work.ts';

export type Ports = FanOutPorts & RedeliverPorts & RecoverPorts;

/**
 * Does a piece of work that may take longer than an invocation. It sends nothing itself.
 * At `deadline` (epoch milliseconds) the rest goes back into the queue.
 */
export async function doLargeWork(ports: Ports, work: Work, deadline: number): Promise<void> {
  if (work.kind === 'fanOut') return fanOut(ports, work, deadline);
  if (work.kind === 'redeliver') return redeliver(ports, work, deadline);
  if (work.kind === 'recover') return recover(ports, work, deadline);
  return ports.queue.add([work]);
}
