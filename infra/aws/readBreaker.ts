import {
  type BreakerSettings,
  breakerDefaults,
  breakerSettings,
} from '../../functions/rules/breaker/BreakerSettings.ts';
import { isObject, parseObject } from '../../functions/rules/json.ts';

/** What `heliograph:breaker` may be, in words. */
export const breakerAllowed = `an object with some of ${Object.entries(breakerSettings)
  .map(([name, { least, most }]) => `${name} (${least}–${most})`)
  .join(', ')}`;

/** Returns the breakers' thresholds, or null for anything that they cannot be. The command line gives text. */
export function readBreaker(given: unknown): BreakerSettings | null {
  const members = typeof given === 'string' ? parseObject(given) : (given ?? {});
  if (!isObject(members) || Array.isArray(members)) return null;
  const isThreshold = ([name, value]: [string, unknown]) => {
    const setting = Object.entries(breakerSettings).find(([known]) => known === name)?.[1];
    return setting !== undefined && Number.isInteger(value) && isWithin(Number(value), setting);
  };
  return Object.entries(members).every(isThreshold) ? { ...breakerDefaults, ...members } : null;
}

function isWithin(value: number, { least, most }: { readonly least: number; readonly most: number }): boolean {
  return value >= least && value <= most;
}
