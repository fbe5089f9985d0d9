import { zoneOffset, zoneText } from './timeZone.ts';

const DAY = 86_400_000;

/**
 * The fields of an instant in java.time's ISO calendar.
 * Weeks begin on Sunday, and the first holds 1 January (United States).
 */
export class DateFields {
  readonly #local: Date;
  readonly offset: number;
  readonly zone: string;
  readonly #instant: number;

  constructor(instant: number, zone: string) {
    this.#instant = instant;
    this.zone = zone;
    this.offset = zoneOffset(zone, instant);
    this.#local = new Date(instant + this.offset);
  }

  get year(): number {
    return this.#local.getUTCFullYear();
  }

  /** 1 to 12. */
  get month(): number {
    return this.#local.getUTCMonth() + 1;
  }

  get day(): number {
    return this.#local.getUTCDate();
  }

  get dayOfYear(): number {
    return (startOfDay(this.#local.getTime()) - startOfYear(this.year)) / DAY + 1;
  }

  /** 1 is Sunday. */
  get dayOfWeek(): number {
    return this.#local.getUTCDay() + 1;
  }

  get weekYear(): number {
    return startOfDay(this.#local.getTime()) >= startOfWeekYear(this.year + 1) ? this.year + 1 : this.year;
  }

  get weekOfYear(): number {
    return Math.floor((startOfDay(this.#local.getTime()) - startOfWeekYear(this.weekYear)) / DAY / 7) + 1;
  }

  get weekOfMonth(): number {
    const firstDayOfWeek = new Date(this.#local.getTime() - (this.day - 1) * DAY).getUTCDay();
    return Math.floor((this.day - 1 + firstDayOfWeek) / 7) + 1;
  }

  get hour(): number {
    return this.#local.getUTCHours();
  }

  get minute(): number {
    return this.#local.getUTCMinutes();
  }

  get second(): number {
    return this.#local.getUTCSeconds();
  }

  get millisecond(): number {
    return this.#local.getUTCMilliseconds();
  }

  get millisecondOfDay(): number {
    return this.#local.getTime() - startOfDay(this.#local.getTime());
  }

  zoneName(style: 'short' | 'long'): string {
    return zoneText(this.zone, this.#instant, style);
  }
}

/**
 * Returns the milliseconds of a local time from parsed fields, resolved in java.time's smart mode: a day after the
 * month's last is the last. Returns `undefined` if a date or time is missing, text for a value out of range.
 */
export function localInstant(fields: ReadonlyMap<string, number>): number | string | undefined {
  for (const [letter, value] of fields) {
    const range = ranges[letter];
    if (range !== undefined && (value < range[0] || value > range[1])) {
      return `Invalid value (valid values ${range[0]} - ${range[1]}): ${value}`;
    }
  }
  const date = localDate(fields);
  const time = localTime(fields);
  return date === undefined || time === undefined ? undefined : date + time;
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  M: [1, 12],
  L: [1, 12],
  d: [1, 31],
  D: [1, 366],
  H: [0, 23],
  h: [1, 12],
  k: [1, 24],
  K: [0, 11],
  m: [0, 59],
  s: [0, 59],
  w: [1, 53],
  e: [1, 7],
  c: [1, 7],
};

function localDate(fields: ReadonlyMap<string, number>): number | undefined {
  const dayOfWeek = fields.get('e') ?? fields.get('c') ?? fields.get('E');
  const weekYear = fields.get('Y');
  const week = fields.get('w');
  if (weekYear !== undefined && week !== undefined && dayOfWeek !== undefined) {
    return startOfWeekYear(weekYear) + ((week - 1) * 7 + dayOfWeek - 1) * DAY;
  }
  const ofEra = fields.get('y');
  const year = fields.get('u') ?? (ofEra !== undefined && fields.get('G') === 0 ? 1 - ofEra : ofEra);
  if (year === undefined) return undefined;
  const dayOfYear = fields.get('D');
  if (dayOfYear !== undefined) return startOfYear(year) + (dayOfYear - 1) * DAY;
  const month = fields.get('M') ?? fields.get('L');
  const day = fields.get('d');
  if (month === undefined || day === undefined) return undefined;
  const start = startOfYear(year, month);
  const length = (startOfYear(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1) - start) / DAY;
  return start + (Math.min(day, length) - 1) * DAY;
}

function localTime(fields: ReadonlyMap<string, number>): number | undefined {
  const milliseconds = fields.get('A') ?? nanoseconds(fields.get('N'));
  if (milliseconds !== undefined) return milliseconds;
  const half = fields.get('a');
  const clock = fields.get('h') ?? fields.get('K');
  const fromHalf = half === undefined || clock === undefined ? undefined : (clock % 12) + half * 12;
  const to24 = fields.get('k');
  const hour = fields.get('H') ?? (to24 === undefined ? fromHalf : to24 % 24);
  if (hour === undefined) return undefined;
  const fraction = fields.get('S') ?? nanoseconds(fields.get('n')) ?? 0;
  return ((hour * 60 + (fields.get('m') ?? 0)) * 60 + (fields.get('s') ?? 0)) * 1000 + fraction;
}

function nanoseconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.floor(value / 1e6);
}

function startOfDay(local: number): number {
  return Math.floor(local / DAY) * DAY;
}

/** Date.UTC takes years below 100 as 19xx. */
function startOfYear(year: number, month = 1): number {
  return new Date(0).setUTCFullYear(year, month - 1, 1);
}

function startOfWeekYear(year: number): number {
  const start = startOfYear(year);
  return start - new Date(start).getUTCDay() * DAY;
}
