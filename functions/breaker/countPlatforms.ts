import { inParallel } from '../delivery/inParallel.ts';
import type { BreakerSettings } from '../rules/breaker/BreakerSettings.ts';
import { minutesJudged } from '../rules/breaker/judgePlatform.ts';
import { PlatformCounts } from '../rules/breaker/PlatformCounts.ts';
import { probePause } from '../rules/breaker/probes.ts';
import type { Clock } from '../rules/Clock.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { DeliveryChange } from '../rules/reporting/DeliveryChange.ts';
import type { PlatformHistory } from './PlatformHistory.ts';
import type { PlatformStates } from './PlatformStates.ts';

export interface Ports {
  readonly clock: Clock;
  readonly states: Pick<PlatformStates, 'open'>;
  readonly history: Pick<PlatformHistory, 'add'>;
  readonly settings: BreakerSettings;
  readonly logFailure: LogFailure;
}

const PARALLEL = 10;

/**
 * Adds a batch of the ledger's changes to the platforms' minutes, and opens the breaker of a platform whose credentials
 * the push service refused. Writes at most one row for each platform and minute, whatever the size of the batch.
 * Counts are at least once, and best effort: what cannot be written is logged, and holds up nobody's reports.
 */
export async function countPlatforms(ports: Ports, changes: readonly DeliveryChange[]): Promise<void> {
  const { clock, history, logFailure, settings, states } = ports;
  const now = clock.now();
  const counts = new PlatformCounts(now, minutesJudged(settings));
  counts.add(changes);
  const attempt = async (platform: string, write: () => Promise<unknown>) => {
    try {
      await write();
    } catch (error) {
      logFailure('Pushes of a platform were not counted', error, { platform });
    }
  };
  await inParallel(counts.added, PARALLEL, (added) => attempt(added.platform, () => history.add(added)));
  for (const [platform, evidenceAt] of counts.refused) {
    const nextProbeAt = now + probePause(settings, 0);
    const opening = { heldBecause: 'PLATFORM_CREDENTIALS', now, evidenceAt, nextProbeAt } as const;
    await attempt(platform, () => states.open(platform, opening));
  }
}
