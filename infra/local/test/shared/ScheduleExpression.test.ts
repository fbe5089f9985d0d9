import { expect, test } from 'vitest';
import { parseScheduleExpression } from '../../shared/schedule/ScheduleExpression.ts';

const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString().slice(0, 16));

// 2026-01-01 is a Thursday.
test.each([
  ['cron(0 12 * * ? *)', '2026-01-01T12:00', 'UTC', '2026-01-02T12:00'],
  ['cron(*/15 * * * ? *)', '2026-01-01T00:07', 'UTC', '2026-01-01T00:15'],
  ['cron(5/20 8-9 ? * MON-FRI *)', '2026-01-02T09:45', 'UTC', '2026-01-05T08:05'],
  ['cron(0 0 1,15 * ? *)', '2026-01-02T00:00', 'UTC', '2026-01-15T00:00'],
  ['cron(0 0 L * ? *)', '2026-02-01T00:00', 'UTC', '2026-02-28T00:00'],
  ['cron(0 0 15W * ? *)', '2026-02-01T00:00', 'UTC', '2026-02-16T00:00'],
  ['cron(0 0 1W * ? *)', '2026-01-31T00:00', 'UTC', '2026-02-02T00:00'],
  ['cron(0 0 LW * ? *)', '2026-01-01T00:00', 'UTC', '2026-01-30T00:00'],
  ['cron(0 0 ? * 6L *)', '2026-01-01T00:00', 'UTC', '2026-01-30T00:00'],
  ['cron(0 0 ? * TUE#2 *)', '2026-01-01T00:00', 'UTC', '2026-01-13T00:00'],
  ['cron(0 0 29 FEB ? *)', '2026-01-01T00:00', 'UTC', '2028-02-29T00:00'],
  ['cron(0 0 1 1 ? 2030-2031)', '2026-01-01T00:00', 'UTC', '2030-01-01T00:00'],
  ['cron(0 0 1 1 ? 2020)', '2026-01-01T00:00', 'UTC', undefined],
  ['cron(0 9 * * ? *)', '2026-07-01T00:00', 'Europe/Berlin', '2026-07-01T07:00'],
  ['cron(30 2 29 3 ? *)', '2026-01-01T00:00', 'Europe/Berlin', '2027-03-29T00:30'],
  ['at(2026-01-01T10:00:00)', '2026-01-01T00:00', 'America/New_York', '2026-01-01T15:00'],
  ['at(2026-01-01T10:00:00)', '2026-01-01T10:00', 'UTC', undefined],
  ['rate(1 hour)', '2026-01-01T00:30', 'UTC', '2026-01-01T01:00'],
  ['rate(7 minutes)', '2026-01-01T00:07', 'UTC', '2026-01-01T00:14'],
])('%s after %s in %s is %s', (expression, after, timeZone, expected) => {
  const start = Date.UTC(2026, 0, 1);
  expect(iso(parseScheduleExpression(expression, timeZone).next(Date.parse(`${after}Z`), start))).toBe(expected);
});

test.each([
  'rate(1 minutes)',
  'rate(2 minute)',
  'rate(0 minutes)',
  'rate(5 weeks)',
  'every day',
  'at(2026-02-31T00:00:00)',
  'at(tomorrow)',
  'cron(0 0 * * * *)',
  'cron(0 0 ? * ? *)',
  'cron(60 0 * * ? *)',
  'cron(0 0 * * ?)',
  'cron(5-1 0 * * ? *)',
  'cron(0/0 0 * * ? *)',
])('%s is refused', (expression) => {
  expect(() => parseScheduleExpression(expression)).toThrow(`Invalid Schedule Expression ${expression}.`);
});

test('an unknown time zone is refused', () => {
  expect(() => parseScheduleExpression('rate(1 hour)', 'Mars/Base')).toThrow('Mars/Base');
});
