import type { PushPlatform } from '../../schema/generated/types.ts';
import type { DeliveryLedger } from '../delivery/DeliveryLedger.ts';
import type { BreakerSettings } from '../rules/breaker/BreakerSettings.ts';
import { judgePlatform, minutesJudged } from '../rules/breaker/judgePlatform.ts';
import { judgeProbe, type ProbeVerdict } from '../rules/breaker/judgeProbe.ts';
import { minuteOf } from '../rules/breaker/MinuteRow.ts';
import type { PlatformRow, Probe } from '../rules/breaker/PlatformRow.ts';
import { probePause } from '../rules/breaker/probes.ts';
import type { Clock } from '../rules/Clock.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import { UNANSWERED_MILLISECONDS } from '../rules/sweep/answerBy.ts';
import type { PlatformHistory } from './PlatformHistory.ts';
import type { PlatformStates } from './PlatformStates.ts';

export interface Ports {
  readonly clock: Clock;
  readonly states: PlatformStates;
  readonly history: Pick<PlatformHistory, 'since'>;
  readonly ledger: Pick<DeliveryLedger, 'read'>;
  readonly settings: BreakerSettings;
  /** Those that are offered. */
  readonly platforms: readonly PushPlatform[];
  /** Percent of the push services' acceptances that SNS logs. */
  readonly sampled: number;
  readonly emitMetrics: EmitMetrics;
}

/** Opens the breakers of platforms that fail, closes those whose probe got through. May be repeated at any time. */
export async function evaluatePlatforms(ports: Ports): Promise<void> {
  const rows = await ports.states.all();
  for (const platform of ports.platforms) {
    const row = rows.find((each) => each.platform === platform);
    const isOpen =
      row?.heldBecause === undefined ? await evaluateClosed(ports, platform, row) : await evaluateOpen(ports, row);
    const PushesUnanswered = await countUnanswered(ports, platform);
    const values = { BreakerOpen: isOpen ? 1 : 0, ...(PushesUnanswered === null ? {} : { PushesUnanswered }) };
    ports.emitMetrics({ dimensions: { Platform: platform }, values });
  }
}

/**
 * Returns how many pushes became unanswered in the last minute: those of the newest minute that is 15 minutes old,
 * which had no answer since. Null where not all answers are logged.
 */
async function countUnanswered({ clock, history, sampled }: Ports, platform: PushPlatform): Promise<number | null> {
  if (sampled < 100) return null;
  const minute = minuteOf(clock.now() - UNANSWERED_MILLISECONDS) - 1;
  const row = (await history.since(platform, minute)).find((each) => each.minute === minute);
  return Math.max(0, (row?.sent ?? 0) - (row?.answered ?? 0));
}

/** Returns whether the breaker is open now. */
async function evaluateClosed(ports: Ports, platform: PushPlatform, row: PlatformRow | undefined): Promise<boolean> {
  const { clock, history, sampled, settings, states } = ports;
  const now = clock.now();
  const minutes = await history.since(platform, minuteOf(now) - minutesJudged(settings));
  const closed = row === undefined ? {} : { closedAt: Date.parse(row.since) };
  const heldBecause = judgePlatform(settings, { minutes, now, sampled, ...closed });
  if (heldBecause === null) return false;
  return states.open(platform, { heldBecause, now, evidenceAt: now, nextProbeAt: now + probePause(settings, 0) });
}

/** Returns whether the breaker is still open. */
async function evaluateOpen(ports: Ports, row: PlatformRow): Promise<boolean> {
  const { clock, settings, states } = ports;
  const { platform, probe, nextProbeAt, failedProbes = 0 } = row;
  // An admin's word, or no probe is under way.
  if (nextProbeAt === undefined || probe === undefined) return true;
  const now = clock.now();
  const verdict = await verdictOf(ports, probe, nextProbeAt <= now);
  if (verdict === 'works') return !(await states.close(platform, probe, now));
  if (verdict === 'nothing') await states.failProbe(platform, probe, now);
  if (verdict === 'fails') await states.failProbe(platform, probe, now + probePause(settings, failedProbes + 1));
  return true;
}

/** A probe that is not answered in time is lost. Where no acceptance is logged, silence is the best answer there is. */
async function verdictOf({ ledger, sampled }: Ports, probe: Probe, isLost: boolean): Promise<ProbeVerdict> {
  const [delivery] = await ledger.read(probe.messageId, [probe.deviceId]);
  const verdict = judgeProbe(delivery);
  if (verdict !== 'open' || !isLost) return verdict;
  return sampled === 0 && delivery?.status === 'SENT' ? 'works' : 'fails';
}
