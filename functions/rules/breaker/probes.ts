import type { BreakerSettings } from './BreakerSettings.ts';
import type { PlatformRow, Probe } from './PlatformRow.ts';

/** From the claim of a probe to its loss, in milliseconds. SNS and the push service answer in seconds, if at all. */
export const PROBE_LOST_MILLISECONDS = 120_000;
/** A lost probe that nobody judged is released so long after. The evaluation, once a minute, comes first. */
export const PROBE_RELEASED_MILLISECONDS = 300_000;
const LONGEST_PAUSE_SECONDS = 300;

/** Returns the milliseconds until the next probe, after this many that failed. */
export function probePause({ probeSeconds }: Pick<BreakerSettings, 'probeSeconds'>, failed: number): number {
  return Math.min(probeSeconds * 2 ** Math.min(failed, 10), Math.max(probeSeconds, LONGEST_PAUSE_SECONDS)) * 1000;
}

/** Whether a delivery may become the probe: the latest one is judged, or released by time. */
export function isProbeDue({ nextProbeAt, probe }: Pick<PlatformRow, 'nextProbeAt' | 'probe'>, now: number): boolean {
  if (nextProbeAt === undefined) return false;
  return nextProbeAt + (probe === undefined ? 0 : PROBE_RELEASED_MILLISECONDS) <= now;
}

/** Whether the delivery is the probe that is under way. */
export function isProbe({ probe }: Pick<PlatformRow, 'probe'>, { messageId, deviceId }: Probe): boolean {
  return probe !== undefined && probe.messageId === messageId && probe.deviceId === deviceId;
}
