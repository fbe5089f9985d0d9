import { retryPause } from '../rules/delivery/retryPause.ts';
import type { Work, WorkQueue } from './Work.ts';

export interface Ports {
  readonly queue: WorkQueue;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Passing faults in a row after which work counts as poison. With the pauses that is longer than any message lives. */
const MOST_FAULTS = 6_000;

/**
 * Puts work back into the queue that met a passing fault, with the backoff of deliveries. So it is tried until the
 * fault is over, and what has expired by then ends so. Returns false if the fault does not pass.
 */
export async function putBack({ queue, random }: Ports, work: Work): Promise<boolean> {
  const faults = (work.faults ?? 0) + 1;
  if (faults > MOST_FAULTS) return false;
  await queue.add([{ ...work, faults }], retryPause(faults, random(), Number.POSITIVE_INFINITY));
  return true;
}
