import type { PlatformRow } from '../rules/breaker/PlatformRow.ts';
import type { ChangeRecord } from '../rules/ChangeRecord.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import type { PlatformFeed } from './PlatformFeed.ts';

export interface Ports {
  readonly feed: PlatformFeed;
  readonly emitMetrics: EmitMetrics;
  readonly log: (message: string, facts: LogFacts) => void;
}

/** Logs, counts and reports a breaker that opened or closed. Other changes of its row, those of probes, are no news. */
export async function reportPlatform(
  { feed, emitMetrics, log }: Ports,
  { before, after }: Pick<ChangeRecord<PlatformRow>, 'before' | 'after'>,
): Promise<void> {
  if (after === null || before?.heldBecause === after.heldBecause) return;
  const { platform, heldBecause, since, heldBy, nextProbeAt, failedProbes = 0 } = after;
  const opened = heldBecause !== undefined;
  log(opened ? 'A breaker opened' : 'A breaker closed', { platform, heldBecause, since });
  emitMetrics({ dimensions: { Platform: platform }, values: { BreakerOpen: opened ? 1 : 0 } });
  await feed.report({
    platform,
    since,
    failedProbes,
    heldBecause: heldBecause ?? null,
    heldBy: heldBy ?? null,
    nextProbeAt: nextProbeAt === undefined ? null : new Date(nextProbeAt).toISOString(),
  });
}
