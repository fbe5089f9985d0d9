import { CodeFault } from '../Aborts.ts';
import type { HostTable } from '../realm/HostServices.ts';
import { JavaDateFormat } from './JavaDateFormat.ts';

const formats = new Map<string, JavaDateFormat>();
const MAXIMUM_CACHED = 200;

/** `util.time`. Instants are milliseconds since the epoch, formats are java.time's DateTimeFormatter patterns. */
export function timeLibrary(now: () => number): HostTable {
  return {
    nowISO8601: () => iso8601(now()),
    nowEpochSeconds: () => Math.floor(now() / 1000),
    nowEpochMilliSeconds: () => now(),
    nowFormatted: (pattern, zone) => format(pattern).format(now(), zoneName(zone) ?? 'UTC'),
    parseFormattedToEpochMilliSeconds: (text, pattern, zone) => format(pattern).parse(string(text), zoneName(zone)),
    parseISO8601ToEpochMilliSeconds: (text) => parseIso8601(string(text)),
    epochMilliSecondsToSeconds: (milliseconds) => Math.floor(integer(milliseconds) / 1000),
    epochMilliSecondsToISO8601: (milliseconds) => iso8601(integer(milliseconds)),
    epochMilliSecondsToFormatted: (milliseconds, pattern, zone) =>
      format(pattern).format(integer(milliseconds), zoneName(zone) ?? 'UTC'),
  };
}

function format(pattern: unknown): JavaDateFormat {
  const text = string(pattern);
  const known = formats.get(text);
  if (known !== undefined) return known;
  const created = new JavaDateFormat(text);
  if (formats.size >= MAXIMUM_CACHED) formats.clear();
  formats.set(text, created);
  return created;
}

function iso8601(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw new CodeFault('Instant exceeds minimum or maximum instant');
  return date.toISOString();
}

const iso8601Pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

function parseIso8601(text: string): number {
  const match = iso8601Pattern.exec(text);
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = 'Z'] = match ?? [];
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const zone =
    offset.toUpperCase() === 'Z'
      ? 'Z'
      : offset.replace(/^([+-]\d{2}):?(\d{2})?$/, (_all, hours, minutes) => `${hours}:${minutes ?? '00'}`);
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}`;
  const local = Date.parse(`${iso}Z`);
  // Date.parse lets 30 February roll over, Java does not.
  if (match === null || Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${year}-${month}-${day}T`)) {
    throw new CodeFault(`Text '${text}' could not be parsed at index 0`); // ? wording assumed
  }
  return Date.parse(`${iso}${zone}`);
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new CodeFault('util.time expects a string.'); // ? wording assumed
  return value;
}

function integer(value: unknown): number {
  // ? wording assumed
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new CodeFault('util.time expects a number.');
  return Math.trunc(value);
}

function zoneName(zone: unknown): string | undefined {
  return zone === undefined || zone === null ? undefined : string(zone);
}
