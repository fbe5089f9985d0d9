import { inParallel } from '../delivery/inParallel.ts';
import { type Recount, type RecountPorts, recountMessage } from './recountMessage.ts';
import { type Ports as ReportPorts, reportDeliveries } from './reportDeliveries.ts';

export type Ports = ReportPorts & RecountPorts;

/** What an operator's redrive asks for, of changes that were lost before they were counted. */
export interface RecountRequest {
  /** Message ids, at most 20. */
  readonly recount: readonly string[];
}

export interface RecountAnswer {
  /** Message id → what became of it. */
  readonly recounts: Readonly<Record<string, Recount>>;
}

const PARALLEL = 20;

/**
 * Counts messages again, each from its rows. Completes and reports those whose counts were wrong, as a change would.
 * Waits for the stream until `deadline`, in epoch milliseconds.
 */
export async function recountMessages(
  ports: Ports,
  { recount }: RecountRequest,
  deadline: number,
): Promise<RecountAnswer> {
  const recounts: Record<string, Recount> = {};
  await inParallel(recount, PARALLEL, async (messageId) => {
    recounts[messageId] = await recountMessage(ports, messageId, deadline);
  });
  const changed = recount.filter((messageId) => recounts[messageId] === 'recounted');
  if (changed.length > 0)
    await reportDeliveries(ports, new Map(changed.map((messageId) => [messageId, { changes: [], marks: [] }])));
  return { recounts };
}
