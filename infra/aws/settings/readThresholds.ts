import { isObject, parseObject } from '../../../functions/rules/json.ts';

/** A threshold: a whole number. */
interface Bounds {
  readonly unlessSet: number;
  readonly least: number;
  readonly most: number;
}

type Thresholds<Name extends string> = Readonly<Record<Name, Bounds>>;

/** Returns what a setting with these thresholds may be, in words. */
export function allowedThresholds(thresholds: Thresholds<string>): string {
  const each = Object.entries(thresholds).map(([name, { least, most }]) => `${name} (${least}–${most})`);
  return `an object with some of ${each.join(', ')}`;
}

/**
 * Returns each threshold as it is given, or as it is unless set. Null for anything that they cannot be. The command
 * line gives text.
 */
export function readThresholds<Name extends string>(
  given: unknown,
  thresholds: Thresholds<Name>,
): Record<Name, number> | null {
  const members = typeof given === 'string' ? parseObject(given) : (given ?? {});
  if (!isObject(members) || Array.isArray(members)) return null;
  const bounds: ReadonlyMap<string, Bounds> = new Map(Object.entries<Bounds>(thresholds));
  const fits = Object.entries(members).every(([name, value]) => isWithin(value, bounds.get(name)));
  const unlessSet = Object.fromEntries([...bounds].map(([name, { unlessSet: value }]) => [name, value]));
  return fits ? ({ ...unlessSet, ...members } as Record<Name, number>) : null;
}

function isWithin(value: unknown, bounds: Bounds | undefined): boolean {
  return (
    bounds !== undefined && Number.isInteger(value) && Number(value) >= bounds.least && Number(value) <= bounds.most
  );
}
