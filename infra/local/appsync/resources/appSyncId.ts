import { lowerAlphanumeric, stableId } from '../../shared/stableId.ts';

/** Returns an id of 26 lower-case letters and digits, as AppSync's are, the same for the same name at every start. */
export function appSyncId(name: string): string {
  return stableId(26, lowerAlphanumeric, name);
}
