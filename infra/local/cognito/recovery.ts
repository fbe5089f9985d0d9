import type { Medium } from './Codes.ts';
import type { Pool, User } from './model.ts';

/**
 * Returns where a code to reset the password goes: the first verified address by the pool's `AccountRecoverySetting`.
 */
export function recoveryMedium(pool: Pool, user: User): Medium | undefined {
  for (const name of pool.recovery) {
    if (name === 'verified_email' && user.attributes.email !== undefined && user.attributes.email_verified === 'true') {
      return 'EMAIL';
    }
    if (
      name === 'verified_phone_number' &&
      user.attributes.phone_number !== undefined &&
      user.attributes.phone_number_verified === 'true'
    ) {
      return 'SMS';
    }
  }
  return undefined;
}
