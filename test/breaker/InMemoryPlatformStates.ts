import type { Opening, PlatformStates } from '../../functions/breaker/PlatformStates.ts';
import type { PlatformRow, Probe } from '../../functions/rules/breaker/PlatformRow.ts';
import { isProbe, isProbeDue } from '../../functions/rules/breaker/probes.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

/** The breakers in memory. `test/breaker/platformStates.test.ts` holds both to the same. */
export class InMemoryPlatformStates implements PlatformStates {
  readonly rows = new Map<PushPlatform, PlatformRow>();

  async all(): Promise<readonly PlatformRow[]> {
    return [...this.rows.values()];
  }

  async open(platform: PushPlatform, { heldBecause, now, evidenceAt, nextProbeAt }: Opening): Promise<boolean> {
    const row = this.rows.get(platform);
    if (row?.heldBecause !== undefined) return false;
    if (row !== undefined && row.since >= new Date(evidenceAt).toISOString()) return false;
    this.rows.set(platform, { platform, heldBecause, since: new Date(now).toISOString(), nextProbeAt });
    return true;
  }

  async takeProbe(platform: PushPlatform, probe: Probe, now: number, lostAt: number): Promise<PlatformRow | null> {
    const row = this.rows.get(platform);
    if (row?.heldBecause === undefined || !isProbeDue(row, now)) return null;
    const taken = { ...row, probe, nextProbeAt: lostAt };
    this.rows.set(platform, taken);
    return taken;
  }

  async failProbe(platform: PushPlatform, given: Probe, nextProbeAt: number): Promise<boolean> {
    const row = this.rows.get(platform);
    if (row?.nextProbeAt === undefined || !isProbe(row, given)) return false;
    const { probe: _, ...rest } = row;
    this.rows.set(platform, { ...rest, nextProbeAt, failedProbes: (row.failedProbes ?? 0) + 1 });
    return true;
  }

  async close(platform: PushPlatform, given: Probe, now: number): Promise<boolean> {
    const row = this.rows.get(platform);
    if (row?.nextProbeAt === undefined || !isProbe(row, given)) return false;
    this.rows.set(platform, { platform, since: new Date(now).toISOString() });
    return true;
  }
}
