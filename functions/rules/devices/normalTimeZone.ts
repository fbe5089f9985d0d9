const LONGEST_NAME = 64;
const names: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]),
);

/**
 * Returns the IANA name of a time zone as a platform writes it, or null for none, such as CLDR's `Etc/Unknown`.
 * Java's `GMT+02:00` is `Etc/GMT-2`, whose sign is the other way round.
 */
export function normalTimeZone(text: string): string | null {
  const name = text.trim();
  if (name.length > LONGEST_NAME) return null;
  const [, sign, hours, minutes = '00'] = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(name) ?? [];
  if (hours !== undefined) return minutes === '00' ? wholeHours(sign === '+' ? '-' : '+', Number(hours)) : null;
  return isKnown(name) ? (names.get(name.toLowerCase()) ?? name) : null;
}

function wholeHours(sign: string, hours: number): string | null {
  if (hours === 0) return 'Etc/UTC';
  const name = `Etc/GMT${sign}${hours}`;
  return isKnown(name) ? name : null;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
