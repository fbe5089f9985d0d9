import type { HeldBecause, PushPlatform } from '../../../schema/generated/types.ts';

/** The delivery that finds out whether a held platform works again. */
export interface Probe {
  readonly messageId: string;
  readonly deviceId: string;
}

/** The breaker of a platform, under `platformKey`. Absent before it opened once. */
export interface PlatformRow {
  readonly platform: PushPlatform;
  /** Why the breaker is open: the platform's deliveries wait. Absent while it is closed. */
  readonly heldBecause?: HeldBecause;
  /** When it opened or closed last, ISO 8601. */
  readonly since: string;
  /** The admin who opened it. */
  readonly heldBy?: string;
  /** The next delivery from then on is a probe, in epoch milliseconds. Absent if an admin opened it. */
  readonly nextProbeAt?: number;
  /** The probe under way. It is lost at `nextProbeAt`. */
  readonly probe?: Probe;
  /** Probes since it opened that failed or were lost. */
  readonly failedProbes?: number;
}
