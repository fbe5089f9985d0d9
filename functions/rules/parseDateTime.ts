// Runs in APPSYNC_JS too: no regular expressions.
import { invalidInput, type Refusal } from './Refusal.ts';

const digits = '0123456789';
const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Returns the milliseconds since the epoch of an AWSDateTime, or null for one without an offset or with a year of other
 * than four digits. Seconds, their fraction and the seconds of an offset are optional.
 * AWS AppSync Developer Guide, "Scalar types in AWS AppSync".
 */
export function parseDateTime(text: string): number | null {
  const [date = '', time = ''] = text.toUpperCase().split('T');
  const at = Math.max(time.indexOf('Z'), time.indexOf('+'), time.indexOf('-'));
  if (at < 0) return null;
  const day = parseDate(date);
  const sinceMidnight = parseTime(time.slice(0, at));
  const offset = parseOffset(time.slice(at));
  return day === null || sinceMidnight === null || offset === null ? null : day + sinceMidnight - offset;
}

/** Returns why a text is no time that can be used, or null. */
export function validateDateTime(field: string, text: string): Refusal | null {
  if (parseDateTime(text) !== null) return null;
  const limit = 'a date and time of a year of four digits with its offset, such as 2026-11-30T16:55:30+01:00';
  return invalidInput(field, 'without an offset, or of another form', limit);
}

/** By the algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`. */
function parseDate(text: string): number | null {
  const [year, month, day, ...more] = numbersOf(text, '-', 4);
  if (year === undefined || month === undefined || day === undefined || more.length > 0) return null;
  if (month < 1 || month > 12 || day < 1 || day > lengthOf(month, year)) return null;
  // The year begins in March, so that a leap day is its last.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY;
}

function lengthOf(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const february = isLeap ? 29 : 28;
  return [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function parseTime(text: string): number | null {
  const [whole = '', fraction = '', ...others] = text.split('.');
  const [hour, minute, second, ...more] = numbersOf(whole, ':', 2);
  if (hour === undefined || minute === undefined || others.length + more.length > 0) return null;
  const milliseconds = numberOf(`${fraction}000`.slice(0, 3), 3);
  const seconds = second ?? 0;
  if (hour > 23 || minute > 59 || seconds > 59 || milliseconds < 0) return null;
  return (hour * 60 + minute) * MINUTE + seconds * 1000 + milliseconds;
}

function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const [hour, minute, second, ...more] = numbersOf(text.slice(1), ':', 2);
  if (hour === undefined || minute === undefined || more.length > 0) return null;
  if (hour > 18 || minute > 59 || (second ?? 0) > 59) return null;
  const ahead = (hour * 60 + minute) * MINUTE + (second ?? 0) * 1000;
  return text.startsWith('-') ? -ahead : ahead;
}

/** Returns the numbers between separators, none if one is malformed. The first has `first` digits, the others two. */
function numbersOf(text: string, separator: string, first: number): number[] {
  const numbers = text.split(separator).map((part, index) => numberOf(part, index === 0 ? first : 2));
  return numbers.some((number) => number < 0) ? [] : numbers;
}

/** Returns the number that a text of so many digits writes, or -1. */
function numberOf(text: string, length: number): number {
  if (text.length !== length) return -1;
  const characters = text.split('');
  if (characters.some((character) => digits.indexOf(character) < 0)) return -1;
  return characters.reduce((number, digit) => number * 10 + digits.indexOf(digit), 0);
}
