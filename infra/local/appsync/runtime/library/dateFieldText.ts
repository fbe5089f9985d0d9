import { CodeFault } from '../Aborts.ts';
import type { DateFields } from './dateFields.ts';
import { fixedOffset } from './timeZone.ts';

/** How a run of one pattern letter is written and read. `read` returns a zone as text. */
export interface FieldText {
  readonly format: (fields: DateFields) => string;
  readonly pattern: string;
  readonly read: (text: string) => number | string;
}

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const quarters = ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'];
const eras = ['Before Christ', 'Anno Domini'];

/**
 * Returns the formatter of `DateTimeFormatterBuilder.appendPattern`.
 * Throws CodeFault for more letters than the field takes.
 */
export function fieldFormatter(letter: string, count: number): FieldText {
  switch (letter) {
    case 'G':
      return count === 4
        ? names(eras, ({ year }) => (year > 0 ? 1 : 0), 0)
        : names(count === 5 ? ['B', 'A'] : ['BC', 'AD'], ({ year }) => (year > 0 ? 1 : 0), 0, atMost(letter, count, 5));
    case 'u':
      return yearText(count, ({ year }) => year);
    case 'y':
      return yearText(count, ({ year }) => (year > 0 ? year : 1 - year));
    case 'Y':
      return yearText(count, ({ weekYear }) => weekYear);
    case 'M':
    case 'L':
      return count < 3
        ? digits(count, 2, ({ month }) => month)
        : styled(months, letter, count, ({ month }) => month - 1, 1);
    case 'Q':
    case 'q':
      return quarter(letter, count);
    case 'E':
      return styled(weekdays, letter, Math.max(count, 3), ({ dayOfWeek }) => dayOfWeek - 1, 1);
    case 'e':
    case 'c':
      return count < 3
        ? digits(count, 1, ({ dayOfWeek }) => dayOfWeek)
        : styled(weekdays, letter, count, ({ dayOfWeek }) => dayOfWeek - 1, 1);
    case 'd':
      return digits(atMost(letter, count, 2), 2, ({ day }) => day);
    case 'D':
      return digits(atMost(letter, count, 3), 3, ({ dayOfYear }) => dayOfYear);
    case 'w':
      return digits(atMost(letter, count, 2), 2, ({ weekOfYear }) => weekOfYear);
    case 'W':
      return digits(atMost(letter, count, 1), 1, ({ weekOfMonth }) => weekOfMonth);
    case 'F':
      return digits(atMost(letter, count, 1), 1, ({ day }) => ((day - 1) % 7) + 1);
    case 'a':
      return names(['AM', 'PM'], ({ hour }) => (hour < 12 ? 0 : 1), 0, atMost(letter, count, 1));
    case 'H':
      return digits(atMost(letter, count, 2), 2, ({ hour }) => hour);
    case 'k':
      return digits(atMost(letter, count, 2), 2, ({ hour }) => (hour === 0 ? 24 : hour));
    case 'K':
      return digits(atMost(letter, count, 2), 2, ({ hour }) => hour % 12);
    case 'h':
      return digits(atMost(letter, count, 2), 2, ({ hour }) => hour % 12 || 12);
    case 'm':
      return digits(atMost(letter, count, 2), 2, ({ minute }) => minute);
    case 's':
      return digits(atMost(letter, count, 2), 2, ({ second }) => second);
    case 'S':
      return fraction(atMost(letter, count, 9));
    case 'A':
      return digits(count, 19, ({ millisecondOfDay }) => millisecondOfDay);
    case 'n':
      return digits(count, 19, ({ millisecond }) => millisecond * 1e6);
    case 'N':
      return digits(count, 19, ({ millisecondOfDay }) => millisecondOfDay * 1e6);
    case 'V':
      if (count !== 2) throw new CodeFault(`Pattern letter count must be 2: ${letter}`);
      return { format: ({ zone }) => zone, pattern: zoneId, read: (text) => text };
    case 'z':
      atMost(letter, count, 4);
      return {
        format: (fields) => fields.zoneName(count === 4 ? 'long' : 'short'),
        pattern: '[A-Za-z][A-Za-z ]*(?:/[A-Za-z_/+\\-0-9]+)?(?:[+\\-][0-9:]+)?',
        read: zoneOfName,
      };
    case 'O':
      if (count !== 1 && count !== 4) throw new CodeFault(`Pattern letter count must be 1 or 4: ${letter}`);
      return localizedOffset(count === 4);
    default:
      return offsetLetter(letter, count);
  }
}

function atMost(letter: string, count: number, maximum: number): number {
  if (count > maximum) throw new CodeFault(`Too many pattern letters: ${letter}`);
  return count;
}

/** One letter writes as many digits as needed, more letters at least so many. */
function digits(count: number, width: number, value: (fields: DateFields) => number): FieldText {
  return {
    format: (fields) => String(value(fields)).padStart(count, '0'),
    pattern: count === 1 ? `\\d{1,${Math.max(width, 1)}}` : `\\d{${count}${width > count ? `,${width}` : ''}}`,
    read: Number,
  };
}

function yearText(count: number, value: (fields: DateFields) => number): FieldText {
  if (count === 2) {
    return {
      format: (fields) => String(Math.abs(value(fields)) % 100).padStart(2, '0'),
      pattern: '\\d{2}',
      read: (text) => 2000 + Number(text),
    };
  }
  return {
    format: (fields) => {
      const year = value(fields);
      const text = String(Math.abs(year)).padStart(count, '0');
      return year < 0 ? `-${text}` : count >= 4 && text.length > count ? `+${text}` : text;
    },
    pattern: count === 1 ? '-?\\d{1,19}' : `-?\\d{${count}}|[+\\-]\\d{${count + 1},19}`,
    read: Number,
  };
}

function styled(
  full: readonly string[],
  letter: string,
  count: number,
  index: (fields: DateFields) => number,
  first: number,
): FieldText {
  atMost(letter, count, 5);
  const length = count === 3 ? 3 : count === 5 ? 1 : undefined;
  return names(
    full.map((name) => name.slice(0, length)),
    index,
    first,
  );
}

/** Names, the first of which reads as `first`. */
function names(
  texts: readonly string[],
  index: (fields: DateFields) => number,
  first: number,
  _count?: number,
): FieldText {
  return {
    format: (fields) => texts[index(fields)] ?? '',
    pattern: texts.toSorted((left, right) => right.length - left.length).join('|'),
    read: (text) => texts.indexOf(text) + first,
  };
}

function quarter(letter: string, count: number): FieldText {
  const index = ({ month }: DateFields) => Math.floor((month - 1) / 3);
  if (count < 3) return digits(count, 2, (fields) => index(fields) + 1);
  if (count === 4) return names(quarters, index, 1);
  atMost(letter, count, 5);
  return names(count === 3 ? ['Q1', 'Q2', 'Q3', 'Q4'] : ['1', '2', '3', '4'], index, 1);
}

function fraction(count: number): FieldText {
  return {
    format: ({ millisecond }) => String(millisecond).padStart(3, '0').padEnd(9, '0').slice(0, count),
    pattern: `\\d{${count}}`,
    read: (text) => Number(text.padEnd(3, '0').slice(0, 3)),
  };
}

const zoneId = 'Z|[A-Za-z][A-Za-z0-9_/+\\-]*(?:[+\\-][0-9:]+)?|[+\\-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?';

/** Abbreviations that java.time reads for United States zones, besides zone ids and offsets. */
const zoneNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Coordinated Universal Time': 'UTC',
    'Greenwich Mean Time': 'GMT',
    EST: 'America/New_York',
    EDT: 'America/New_York',
    'Eastern Standard Time': 'America/New_York',
    'Eastern Daylight Time': 'America/New_York',
    CST: 'America/Chicago',
    CDT: 'America/Chicago',
    'Central Standard Time': 'America/Chicago',
    'Central Daylight Time': 'America/Chicago',
    MST: 'America/Denver',
    MDT: 'America/Denver',
    'Mountain Standard Time': 'America/Denver',
    'Mountain Daylight Time': 'America/Denver',
    PST: 'America/Los_Angeles',
    PDT: 'America/Los_Angeles',
    'Pacific Standard Time': 'America/Los_Angeles',
    'Pacific Daylight Time': 'America/Los_Angeles',
  }),
);

function zoneOfName(text: string): string {
  return zoneNames.get(text) ?? text;
}

/** Writes `GMT+8`, in full `GMT+08:00`, and `GMT` for no offset. */
function localizedOffset(full: boolean): FieldText {
  return {
    format: ({ offset }) => {
      if (offset === 0) return 'GMT';
      const { sign, hours, minutes, seconds } = offsetParts(offset);
      const tail = seconds === 0 ? '' : `:${two(seconds)}`;
      if (full) return `GMT${sign}${two(hours)}:${two(minutes)}${tail}`;
      return `GMT${sign}${hours}${minutes === 0 && tail === '' ? '' : `:${two(minutes)}${tail}`}`;
    },
    pattern: 'GMT(?:[+\\-]\\d{1,2}(?::\\d{2}(?::\\d{2})?)?)?',
    read: (text) => text,
  };
}

/** The letters `X`, `x` and `Z`: offsets with or without minutes, seconds and colons. Some write `Z` for zero. */
function offsetLetter(letter: string, count: number): FieldText {
  atMost(letter, count, 5);
  if (letter === 'Z' && count === 4) return localizedOffset(true);
  const form = letter === 'Z' ? (count === 5 ? 5 : 2) : count;
  const zero = letter === 'X' || (letter === 'Z' && count === 5) ? 'Z' : undefined;
  const colon = form === 3 || form === 5 ? ':' : '';
  return {
    format: ({ offset }) => {
      if (offset === 0 && zero !== undefined) return zero;
      const { sign, hours, minutes, seconds } = offsetParts(offset);
      const minuteText = form === 1 && minutes === 0 ? '' : `${colon}${two(minutes)}`;
      const secondText = form >= 4 && seconds > 0 ? `${colon}${two(seconds)}` : '';
      return `${sign}${two(hours)}${minuteText}${secondText}`;
    },
    pattern: `${zero === undefined ? '' : 'Z|'}[+\\-]\\d{2}${
      form === 1 ? '(?:\\d{2})?' : form >= 4 ? `${colon}\\d{2}(?:${colon}\\d{2})?` : `${colon}\\d{2}`
    }`,
    read: (text) => {
      if (fixedOffset(text) === undefined) throw new CodeFault(`Invalid offset: ${text}`);
      return text;
    },
  };
}

function offsetParts(offset: number): {
  readonly sign: string;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
} {
  const total = Math.floor(Math.abs(offset) / 1000);
  return {
    sign: offset < 0 ? '-' : '+',
    hours: Math.floor(total / 3600),
    minutes: Math.floor(total / 60) % 60,
    seconds: total % 60,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
