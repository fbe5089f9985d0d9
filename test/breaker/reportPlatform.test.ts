import { expect, it } from 'vitest';
import { reportPlatform } from '../../functions/breaker/reportPlatform.ts';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import type { ReportPlatformInput } from '../../schema/generated/types.ts';

const closed: PlatformRow = { platform: 'FCM', since: '2026-01-01T00:00:00.000Z' };
const open: PlatformRow = { ...closed, heldBecause: 'PLATFORM_FAILING', nextProbeAt: 60_000 };

async function told(before: PlatformRow | null, after: PlatformRow | null) {
  const reports: ReportPlatformInput[] = [];
  const logged: string[] = [];
  const measured: Measurement[] = [];
  const ports = {
    feed: { report: async (input: ReportPlatformInput) => void reports.push(input) },
    emitMetrics: (measurement: Measurement) => void measured.push(measurement),
    log: (message: string) => void logged.push(message),
  };
  await reportPlatform(ports, { before, after });
  return { reports, logged, measured };
}

it('logs, counts and reports a breaker that opened', async () => {
  for (const before of [null, closed]) {
    const { reports, logged, measured } = await told(before, open);
    expect(logged).toEqual(['A breaker opened']);
    expect(measured).toEqual([{ dimensions: { Platform: 'FCM' }, values: { BreakerOpen: 1 } }]);
    expect(reports).toEqual([{ ...open, nextProbeAt: '1970-01-01T00:01:00.000Z', heldBy: null, failedProbes: 0 }]);
  }
});

it('logs and reports one that closed, and one that an admin took over', async () => {
  expect(await told(open, closed)).toMatchObject({
    logged: ['A breaker closed'],
    measured: [{ values: { BreakerOpen: 0 } }],
  });
  const taken: PlatformRow = { ...closed, heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: 'ada' };
  expect((await told(open, taken)).reports).toMatchObject([{ heldBy: 'ada', nextProbeAt: null }]);
});

it('says nothing of probes, and of rows that go', async () => {
  const nothing = { reports: [], logged: [], measured: [] };
  expect(await told(open, { ...open, probe: { messageId: 'm', deviceId: 'd' } })).toEqual(nothing);
  expect(await told(open, null)).toEqual(nothing);
});
