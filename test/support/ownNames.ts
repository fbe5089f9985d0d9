import { randomUUID } from 'node:crypto';

/**
 * Returns a function that makes a name the file's own. It returns the same for the same name.
 * Ids of devices and tokens are known to all files of a runtime: who registers one takes it from its user.
 */
export function ownNames(): (name: string) => string {
  const suffix = randomUUID();
  return (name) => `${name}-${suffix}`;
}
