import type { Passkey } from './UserFactors.ts';

/**
 * Returns the passkeys that count in a session: those registered before the user signed in.
 * A thief of an access token can register a passkey, but no older one: registering an id again gives it a new date.
 */
export function passkeysOfSession(passkeys: readonly Passkey[], authTime: number): Passkey[] {
  return passkeys.filter(({ createdAt }) => createdAt < authTime);
}
