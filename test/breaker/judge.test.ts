import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import { judgePlatform, minutesJudged } from '../../functions/rules/breaker/judgePlatform.ts';
import { judgeProbe } from '../../functions/rules/breaker/judgeProbe.ts';
import type { MinuteRow } from '../../functions/rules/breaker/MinuteRow.ts';
import type { DeliveryReason, DeliveryStatus } from '../../schema/generated/types.ts';

const NOW = 1_000 * 60_000;
const judge = (minutes: readonly MinuteRow[], more: { closedAt?: number; sampled?: number } = {}) =>
  judgePlatform(breakerDefaults, { minutes, now: NOW, sampled: 100, ...more });

describe('a closed breaker', () => {
  it('opens where half of a hundred answers blame the platform', () => {
    expect(judge([{ minute: 999, answers: 100, failed: 50 }])).toBe('PLATFORM_FAILING');
    expect(judge([{ minute: 999, answers: 100, failed: 49 }])).toBeNull();
    expect(judge([{ minute: 999, answers: 99, failed: 99 }])).toBeNull();
    expect(judge([{ minute: 990, answers: 100, failed: 100 }])).toBeNull();
    expect(
      judge([
        { minute: 991, answers: 60, failed: 60 },
        { minute: 1_000, answers: 60, failed: 0 },
      ]),
    ).toBe('PLATFORM_FAILING');
  });

  it('opens where half of a hundred pushes are without an answer for ten minutes', () => {
    expect(judge([{ minute: 989, sent: 100, answered: 50 }])).toBe('PLATFORM_SILENT');
    expect(judge([{ minute: 989, sent: 100, answered: 51 }])).toBeNull();
    expect(judge([{ minute: 989, sent: 99 }])).toBeNull();
    // Too young, and too old.
    expect(judge([{ minute: 990, sent: 100 }])).toBeNull();
    expect(judge([{ minute: 969, sent: 100 }])).toBeNull();
  });

  it('stays closed where the pushes of the last ten minutes are answered again', () => {
    const old = { minute: 989, sent: 1_000 };
    expect(judge([old, { minute: 999, sent: 100, answered: 60 }])).toBeNull();
    expect(judge([old, { minute: 999, sent: 100, answered: 50 }])).toBe('PLATFORM_SILENT');
    expect(judge([old, { minute: 999, sent: 99, answered: 99 }])).toBe('PLATFORM_SILENT');
  });

  it('does not count what happened before it closed', () => {
    const minutes = [
      { minute: 989, sent: 1_000 },
      { minute: 992, answers: 1_000, failed: 1_000 },
    ];
    expect(judge(minutes, { closedAt: 988 * 60_000 })).toBe('PLATFORM_FAILING');
    expect(judge(minutes, { closedAt: 992 * 60_000 })).toBeNull();
  });

  it('takes sampled acceptances for more, and silence for nothing where none is logged', () => {
    const silent = [{ minute: 989, sent: 1_000, answered: 60 }];
    expect(judge(silent, { sampled: 10 })).toBeNull();
    expect(judge([{ minute: 989, sent: 1_000, answered: 40 }], { sampled: 10 })).toBe('PLATFORM_SILENT');
    expect(judge([{ minute: 989, sent: 900 }], { sampled: 10 })).toBeNull();
    expect(judge(silent, { sampled: 0 })).toBeNull();
    const failing = [{ minute: 999, answers: 110, failed: 60, sent: 200 }];
    expect(judge(failing)).toBe('PLATFORM_FAILING');
    expect(judge(failing, { sampled: 10 })).toBeNull();
    expect(judge(failing, { sampled: 0 })).toBeNull();
    expect(judge([{ minute: 999, answers: 120, failed: 120, sent: 200 }], { sampled: 0 })).toBe('PLATFORM_FAILING');
  });

  it('never opens below the volume', () => {
    const count = fc.integer({ min: 0, max: 99 });
    const minute = fc.record({ minute: fc.integer({ min: 960, max: 1_000 }), answers: count, sent: count });
    fc.assert(
      fc.property(fc.array(minute, { maxLength: 40 }), fc.constantFrom(0, 10, 100), (rows, sampled) => {
        const minutes = rows.map((row) => ({ ...row, failed: row.answers }));
        const total = (name: 'answers' | 'sent') => minutes.reduce((sum, row) => sum + row[name], 0);
        fc.pre(total('answers') < 100 && total('sent') < 100);
        expect(judge(minutes, { sampled })).toBeNull();
      }),
      runs(200),
    );
    expect(minutesJudged(breakerDefaults)).toBe(30);
  });
});

it.each<[DeliveryStatus, DeliveryReason | undefined, boolean, string]>([
  ['QUEUED', undefined, false, 'open'],
  ['SENT', undefined, true, 'open'],
  ['PROVIDER_ACCEPTED', undefined, true, 'works'],
  ['OPENED', undefined, true, 'works'],
  ['FAILED', 'INVALID_TOKEN', true, 'works'],
  ['FAILED', 'PAYLOAD_TOO_LARGE', true, 'works'],
  ['FAILED', 'TOKEN_MISMATCH', true, 'nothing'],
  ['FAILED', 'ENDPOINT_DISABLED', false, 'nothing'],
  ['FAILED', 'CREDENTIALS_INVALID', true, 'fails'],
  ['FAILED', 'PROVIDER_UNAVAILABLE', true, 'fails'],
  ['FAILED', 'NO_ANSWER', true, 'fails'],
  ['EXPIRED', 'TTL_EXPIRED', true, 'nothing'],
  ['CANCELLED', undefined, false, 'nothing'],
])('a probe that is %s (%s) says of its platform what it can', (status, reason, sent, verdict) => {
  const at = '2026-01-01T00:00:00Z';
  const transitions = sent ? [{ status: 'SENT', at } as const] : [];
  expect(judgeProbe({ status, transitions, ...(reason === undefined ? {} : { reason }) })).toBe(verdict);
  expect(judgeProbe(undefined)).toBe('nothing');
});
