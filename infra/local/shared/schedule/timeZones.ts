/** The reading of a wall clock. Months and days count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(name: string): boolean {
  try {
    format(name);
    return true;
  } catch {
    return false;
  }
}

/** Returns what the clocks of a time zone show at `time`. */
export function toZoned(time: number, timeZone: string): WallTime {
  const parts = new Map(
    format(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * Returns the first moment at which the clocks of a time zone show `wall`.
 * Returns `undefined` if they never do, as in the hour that summer time skips.
 */
export function fromZoned(wall: WallTime, timeZone: string): number | undefined {
  const naive = utc(wall);
  // The offset half a day either side covers every change of the clocks.
  for (const probe of [naive - 43_200_000, naive + 43_200_000]) {
    const time = naive - (utc(toZoned(probe, timeZone)) - probe);
    if (utc(toZoned(time, timeZone)) === naive && isDate(wall, naive)) return time;
  }
  return undefined;
}

function utc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Returns whether no part overflowed, as 31 February would. */
function isDate(wall: WallTime, naive: number): boolean {
  const date = new Date(naive);
  return (
    date.getUTCMonth() + 1 === wall.month &&
    date.getUTCDate() === wall.day &&
    date.getUTCHours() === wall.hour &&
    date.getUTCMinutes() === wall.minute
  );
}

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}
