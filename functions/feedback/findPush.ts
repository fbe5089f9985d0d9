import type { Clock } from '../rules/Clock.ts';
import type { DeliveryIndex, IndexedPush } from './DeliveryIndex.ts';

export interface Ports {
  readonly clock: Clock;
  readonly index: DeliveryIndex;
  /** Waits this many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds before each look for a push that is not indexed yet. The index rarely lags more. */
const LOOKS = [0, 100, 300, 900] as const;
const SETTLED_MILLISECONDS = 120_000;

/**
 * Whether a publication is so old that its row would be there. `publishedAt` is ISO 8601, or null if SNS did not say:
 * then it counts as old.
 */
export function isSettled({ clock }: Pick<Ports, 'clock'>, publishedAt: string | null): boolean {
  return publishedAt === null || Date.parse(publishedAt) + SETTLED_MILLISECONDS < clock.now();
}

/** Looks for a push, again and again for a second unless it is said to be settled. `other` looks elsewhere too. */
export async function findPush<Other>(
  { index, pause }: Ports,
  snsMessageId: string,
  settled: boolean,
  other: () => Promise<Other | null>,
): Promise<IndexedPush | Other | null> {
  for (const milliseconds of settled ? [0] : LOOKS) {
    if (milliseconds > 0) await pause(milliseconds);
    const push = (await index.bySnsMessageId(snsMessageId)) ?? (await other());
    if (push !== null) return push;
  }
  return null;
}
