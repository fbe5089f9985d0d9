import { AwsError } from '../../platform/AwsError.ts';
import { parseCron } from './parseCron.ts';
import { fromZoned, isTimeZone } from './timeZones.ts';

/** The times of a schedule. */
export interface ScheduleExpression {
  /**
   * Returns the first time after `after`, in milliseconds since the epoch, `undefined` after the last.
   * A rate counts from `start`.
   */
  next(after: number, start: number): number | undefined;
}

const unitMilliseconds: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `rate(5 minutes)`, `cron(0 12 * * ? *)` and EventBridge Scheduler's `at(2026-01-31T12:00:00)`.
 * @throws AwsError ValidationException
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseScheduleExpression(text: string, timeZone = 'UTC'): ScheduleExpression {
  const invalid = () => new AwsError('ValidationException', `Invalid Schedule Expression ${text}.`);
  if (!isTimeZone(timeZone)) {
    throw new AwsError('ValidationException', `Invalid Schedule Expression Timezone ${timeZone}.`);
  }
  const [, kind, body = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  switch (kind) {
    case 'at': {
      const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(body)?.slice(1).map(Number);
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts ?? [];
      const time = fromZoned({ year, month, day, hour, minute, second }, timeZone);
      if (parts === undefined || time === undefined) throw invalid();
      return { next: (after) => (time > after ? time : undefined) };
    }
    case 'rate': {
      const [, count = '', unit = '', plural = ''] = /^(\d+) (minute|hour|day)(s?)$/.exec(body) ?? [];
      const period = Number(count) * (unitMilliseconds[unit] ?? 0);
      if (period === 0 || (Number(count) === 1) !== (plural === '')) throw invalid();
      return { next: (after, start) => start + period * Math.max(1, Math.floor((after - start) / period) + 1) };
    }
    case 'cron': {
      const cron = parseCron(body);
      if (cron === undefined) throw invalid();
      return { next: (after) => cron.next(after, timeZone) };
    }
    default:
      throw invalid();
  }
}
