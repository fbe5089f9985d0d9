import { type Ports, putBack } from '../delivery/putBack.ts';
import type { Work } from '../delivery/Work.ts';
import { isPassingFault } from './isPassingFault.ts';
import { emitMetrics } from './logging/emitMetrics.ts';
import { logFailure } from './logging/logFailure.ts';

/**
 * Puts work back that failed by a passing fault, and counts it with the items that come again. Returns whether it did:
 * otherwise the caller returns the item to its queue.
 */
export async function putBackIfPassing(ports: Ports, error: unknown, workOf: () => Work): Promise<boolean> {
  if (!isPassingFault(error)) return false;
  try {
    const isBack = await putBack(ports, workOf());
    if (isBack) emitMetrics({ values: { ItemsReturned: 1 } });
    return isBack;
  } catch (failure) {
    logFailure('Putting work back failed', failure);
    return false;
  }
}
