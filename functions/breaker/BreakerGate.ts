import type { PushPlatform } from '../../schema/generated/types.ts';
import type { Admission, GatedPush, PlatformGate } from '../delivery/PlatformGate.ts';
import type { BreakerSettings } from '../rules/breaker/BreakerSettings.ts';
import type { PlatformRow, Probe } from '../rules/breaker/PlatformRow.ts';
import { isProbe, isProbeDue, PROBE_LOST_MILLISECONDS, probePause } from '../rules/breaker/probes.ts';
import type { PlatformStates } from './PlatformStates.ts';

/** What an execution environment knows of the breakers may be this old. */
const FRESH_MILLISECONDS = 2_000;

const admitted: Admission = { kind: 'admitted' };

/** Asks the rows of the breakers, at most once in two seconds. */
export class BreakerGate implements PlatformGate {
  readonly #states: PlatformStates;
  readonly #settings: BreakerSettings;
  /** The platforms of the settings. Deliveries of others end, held or not. */
  readonly #offered: readonly PushPlatform[];
  #rows: Promise<readonly PlatformRow[]> | undefined;
  #readAt = 0;
  /** The time of the due probe that this environment asked for last, by platform: it asks once for each. */
  readonly #asked = new Map<string, number>();

  constructor(states: PlatformStates, settings: BreakerSettings, offered: readonly PushPlatform[]) {
    this.#states = states;
    this.#settings = settings;
    this.#offered = offered;
  }

  async admit(push: GatedPush, now: number): Promise<Admission> {
    if (!this.#offered.includes(push.platform)) return admitted;
    const row = await this.#rowOf(push, now);
    if (row?.heldBecause === undefined) return admitted;
    const probe = probeOf(push);
    if (probe === null) return this.#held;
    const isAdmitted = isProbe(row, probe) || (await this.#takesProbe(row, probe, now));
    return isAdmitted ? admitted : this.#held;
  }

  async refused(push: GatedPush, now: number): Promise<Admission> {
    const { platform } = push;
    const row = await this.#rowOf(push, now);
    const probe = probeOf(push);
    if (row !== undefined && probe !== null && isProbe(row, probe)) {
      const failed = row.failedProbes ?? 0;
      await this.#states.failProbe(platform, probe, now + probePause(this.#settings, failed + 1));
    } else {
      const nextProbeAt = now + probePause(this.#settings, 0);
      await this.#states.open(platform, { heldBecause: 'PLATFORM_CREDENTIALS', now, evidenceAt: now, nextProbeAt });
    }
    this.#rows = undefined;
    return this.#held;
  }

  get #held(): Admission {
    return { kind: 'held', seconds: this.#settings.holdSeconds };
  }

  async #takesProbe(row: PlatformRow, probe: Probe, now: number): Promise<boolean> {
    const { platform, nextProbeAt = 0 } = row;
    if (!isProbeDue(row, now) || this.#asked.get(platform) === nextProbeAt) return false;
    this.#asked.set(platform, nextProbeAt);
    const taken = await this.#states.takeProbe(platform, probe, now, now + PROBE_LOST_MILLISECONDS);
    this.#rows = undefined;
    return taken !== null;
  }

  async #rowOf({ platform }: GatedPush, now: number): Promise<PlatformRow | undefined> {
    if (this.#rows === undefined || now >= this.#readAt + FRESH_MILLISECONDS) {
      this.#readAt = now;
      this.#rows = this.#states.all();
      // The next delivery asks again.
      this.#rows.catch(() => {
        this.#rows = undefined;
      });
    }
    return (await this.#rows).find((row) => row.platform === platform);
  }
}

/** Returns what the push may become. One that has no delivery is not answered for, so it would be a lost probe. */
function probeOf({ messageId, deviceId }: GatedPush): Probe | null {
  return deviceId === undefined ? null : { messageId, deviceId };
}
