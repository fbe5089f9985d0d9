import type { HeldBecause, PushPlatform } from '../../schema/generated/types.ts';
import type { PlatformRow, Probe } from '../rules/breaker/PlatformRow.ts';

/** Why and when a breaker opens. Times are epoch milliseconds. */
export interface Opening {
  readonly heldBecause: HeldBecause;
  readonly now: number;
  /** When the pushes were sent that show it. A breaker that closed since stays closed. */
  readonly evidenceAt: number;
  readonly nextProbeAt: number;
}

/** The rows of the breakers. */
export interface PlatformStates {
  /** Returns the breakers that opened once. They may be a moment old. */
  all(): Promise<readonly PlatformRow[]>;
  /** Opens a closed breaker. Returns whether it did. */
  open(platform: PushPlatform, opening: Opening): Promise<boolean>;
  /**
   * Makes a delivery the probe of an open breaker whose next probe is due at `now` (`isProbeDue`). It is lost at
   * `lostAt`. Returns the row, or null if none is due.
   */
  takeProbe(platform: PushPlatform, probe: Probe, now: number, lostAt: number): Promise<PlatformRow | null>;
  /** Ends a probe without success: the next one is due at `nextProbeAt`. Returns false if it is not the latest. */
  failProbe(platform: PushPlatform, probe: Probe, nextProbeAt: number): Promise<boolean>;
  /** Closes the breaker after its latest probe. Returns false if that is another, or an admin opened the breaker. */
  close(platform: PushPlatform, probe: Probe, now: number): Promise<boolean>;
}
