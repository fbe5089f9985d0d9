import { CodeFault } from '../Aborts.ts';

const DAY = 86_400_000;
const offsets = new Map<string, Intl.DateTimeFormat>();

/**
 * Returns the milliseconds by which `zone` is ahead of UTC at an instant.
 * `zone` is a region or an offset, as java.time's ZoneId takes it.
 */
export function zoneOffset(zone: string, instant: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  const name = formatter(zone, 'longOffset')
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return fixedOffset(name ?? '') ?? 0;
}

/**
 * Returns the instant of a local time as java.time's ZonedDateTime.of does: the earlier of two.
 * In a gap it is as much later as the gap is long.
 */
export function instantOf(local: number, zone: string): number {
  const before = zoneOffset(zone, local - DAY);
  const after = zoneOffset(zone, local + DAY);
  for (const offset of [before, after]) {
    if (zoneOffset(zone, local - offset) === offset) return local - offset;
  }
  return local - before;
}

/** Returns the zone's English name at an instant: `PST` or `Pacific Standard Time`. */
export function zoneText(zone: string, instant: number, style: 'short' | 'long'): string {
  if (/^(?:UTC|GMT|UT)$/.test(zone)) return style === 'short' ? zone : (longUtc.get(zone) ?? zone);
  if (fixedOffset(zone) !== undefined) return zone;
  const parts = formatter(zone, style).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

const longUtc: ReadonlyMap<string, string> = new Map(
  Object.entries({ UTC: 'Coordinated Universal Time', GMT: 'Greenwich Mean Time' }),
);

function formatter(zone: string, timeZoneName: 'short' | 'long' | 'longOffset'): Intl.DateTimeFormat {
  const key = `${timeZoneName} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let created: Intl.DateTimeFormat;
  try {
    created = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName });
  } catch {
    throw new CodeFault(`Unknown time-zone ID: ${zone}`);
  }
  offsets.set(key, created);
  return created;
}

/** Reads `Z`, `UTC`, `GMT+8`, `+08:00` or `-0330`. Returns `undefined` for a region. */
export function fixedOffset(zone: string): number | undefined {
  const match = /^(?:UTC|GMT|UT)?(?:([+-])(\d{1,2})(?::?(\d{2})(?::?(\d{2}))?)?)?$/.exec(zone);
  if (zone === 'Z') return 0;
  if (match === null || zone === '') return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' && milliseconds > 0 ? -milliseconds : milliseconds;
}
