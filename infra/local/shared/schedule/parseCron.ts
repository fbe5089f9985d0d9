import { fromZoned, toZoned } from './timeZones.ts';

export interface Cron {
  next(after: number, timeZone: string): number | undefined;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_MILLISECONDS = 86_400_000;
/** A pattern repeats within 28 years unless its year says otherwise. AWS's years end at 2199. */
const HORIZON_DAYS = 29 * 366;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is Sunday. */
  readonly weekday: number;
  readonly lastDay: number;
}

/**
 * Parses AWS's cron, or returns `undefined`: minutes, hours, day of month, month, day of week, year, with `, - * / ?
 * L W #`.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseCron(text: string): Cron | undefined {
  const [minuteText = '', hourText = '', dayText = '', monthText = '', weekdayText = '', yearText = '', ...more] = text
    .trim()
    .split(/\s+/);
  const minutes = parseField(minuteText, 0, 59);
  const hours = parseField(hourText, 0, 23);
  const monthSet = parseField(monthText, 1, 12, months, 1);
  const years = parseField(yearText, 1970, 2199);
  const isDay = dayText === '?' ? parseWeekday(weekdayText) : weekdayText === '?' ? parseDay(dayText) : undefined;
  if (!minutes || !hours || !monthSet || !years || isDay === undefined || more.length > 0) return undefined;
  const lastYear = Math.max(...years);
  return {
    next(after, timeZone) {
      const wall = toZoned(after, timeZone);
      let date = Date.UTC(wall.year, wall.month - 1, wall.day);
      for (let left = HORIZON_DAYS; left > 0; left -= 1, date += DAY_MILLISECONDS) {
        const day = describeDay(date);
        if (day.year > lastYear) return undefined;
        if (!years.has(day.year)) {
          // Whole years are skipped without using up the horizon.
          date = Date.UTC(day.year + 1, 0, 1) - DAY_MILLISECONDS;
          left += 1;
          continue;
        }
        if (monthSet.has(day.month) && isDay(day)) {
          const time = firstTime(day, hours, minutes, after, timeZone);
          if (time !== undefined) return time;
        }
      }
      return undefined;
    },
  };
}

function firstTime(
  day: Day,
  hours: ReadonlySet<number>,
  minutes: ReadonlySet<number>,
  after: number,
  timeZone: string,
): number | undefined {
  const ordered = (set: ReadonlySet<number>) => [...set].toSorted((one, other) => one - other);
  for (const hour of ordered(hours)) {
    for (const minute of ordered(minutes)) {
      const time = fromZoned({ ...day, hour, minute, second: 0 }, timeZone);
      if (time !== undefined && time > after) return time;
    }
  }
  return undefined;
}

function describeDay(date: number): Day {
  const at = new Date(date);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return {
    year,
    month,
    day: at.getUTCDate(),
    weekday: at.getUTCDay() + 1,
    lastDay: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

function parseField(
  text: string,
  least: number,
  most: number,
  names: readonly string[] = [],
  firstName = 0,
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  const read = (part: string): number => {
    const name = names.indexOf(part.toUpperCase());
    return name >= 0 ? name + firstName : /^\d+$/.test(part) ? Number(part) : Number.NaN;
  };
  for (const item of text.split(',')) {
    const [range = '', stepText] = item.split('/');
    const [fromText = '', toText] = range === '*' ? [String(least), String(most)] : range.split('-');
    const from = read(fromText);
    const to = toText === undefined ? (stepText === undefined ? from : most) : read(toText);
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!(from >= least && to <= most && from <= to && Number.isInteger(step) && step > 0)) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function parseDay(text: string): ((day: Day) => boolean) | undefined {
  if (text === 'L') return ({ day, lastDay }) => day === lastDay;
  const nearest = text === 'LW' ? Number.POSITIVE_INFINITY : Number(/^(\d+)W$/.exec(text)?.[1]);
  if (!Number.isNaN(nearest)) return (day) => day.day === nearestWeekday(day, nearest);
  const days = parseField(text, 1, 31);
  return days === undefined ? undefined : ({ day }) => days.has(day);
}

/** Returns the weekday nearest to a day of the month, within that month. */
function nearestWeekday({ year, month, lastDay }: Day, wanted: number): number {
  const day = Math.min(wanted, lastDay);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  return weekday === 0 ? (day < lastDay ? day + 1 : day - 2) : day;
}

function parseWeekday(text: string): ((day: Day) => boolean) | undefined {
  const [, last = ''] = /^(\w+)L$/.exec(text) ?? [];
  const [, nth = '', count = ''] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  const chosen = parseField(last || nth || (text === 'L' ? 'SAT' : text), 1, 7, weekdays, 1);
  if (chosen === undefined) return undefined;
  return ({ day, weekday, lastDay }) =>
    chosen.has(weekday) && (last === '' || day > lastDay - 7) && (count === '' || Math.ceil(day / 7) === Number(count));
}
