import { AwsError } from '../platform/AwsError.ts';
import type { MfaFactor, Pool, User } from './model.ts';
import { matchingTotpStep, stepAt } from './totp.ts';

/** Returns the second factors that the user can be asked for, by what the pool allows and the user has set up. */
export function availableFactors(pool: Pool, user: User): readonly MfaFactor[] {
  if (pool.mfa === 'OFF') return [];
  return pool.mfaFactors.filter((factor) => {
    if (!isSetUp(user, factor)) return false;
    // A pool that requires MFA uses all that are set up, an optional one only those that the user turned on.
    return pool.mfa === 'ON' || user.mfa.enabled.includes(factor);
  });
}

/** Returns whether the user has what the factor needs: a verified software token, a phone number, an e-mail address. */
function isSetUp(user: User, factor: MfaFactor): boolean {
  switch (factor) {
    case 'SOFTWARE_TOKEN_MFA':
      return user.totp !== undefined;
    case 'SMS_MFA':
      return user.attributes.phone_number !== undefined;
    case 'EMAIL_OTP':
      return user.attributes.email !== undefined;
  }
}

/** The outcome of a software token's code. `accepted` carries the token with the code marked as used. */
type TotpOutcome =
  | { readonly kind: 'accepted'; readonly totp: NonNullable<User['totp']> }
  | { readonly kind: 'used' }
  | { readonly kind: 'mismatch' };

/** Checks a code against a token, one step to either side. Each code counts once (RFC 6238 section 5.2). */
export function checkTotp(totp: NonNullable<User['totp']>, code: string, now: number): TotpOutcome {
  const step = matchingTotpStep(totp.secret, code, now);
  if (step === undefined) return { kind: 'mismatch' };
  if (totp.usedSteps.includes(step)) return { kind: 'used' };
  const oldest = stepAt(now) - 1;
  return {
    kind: 'accepted',
    totp: { ...totp, usedSteps: [...totp.usedSteps.filter((used) => used >= oldest), step] },
  };
}

interface Preference {
  readonly enabled?: boolean | undefined;
  readonly preferred?: boolean | undefined;
}

/**
 * Applies `SetUserMFAPreference` and keeps what it leaves out.
 * Throws InvalidParameterException for a factor that is not set up.
 */
export function withPreferences(
  pool: Pool,
  user: User,
  wanted: Readonly<Partial<Record<MfaFactor | 'WEB_AUTHN', Preference>>>,
): User {
  const enabled = new Set(user.mfa.enabled);
  let { preferred } = user.mfa;
  for (const factor of ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'] as const) {
    const preference = wanted[factor];
    if (preference === undefined) continue;
    const on = preference.enabled ?? enabled.has(factor);
    if (preference.preferred === true && !on) {
      throw new AwsError(
        'InvalidParameterException',
        `Cannot set preferred mfa to ${factor} as it is not enabled for the user`,
      );
    }
    if (on) {
      if (!pool.mfaFactors.includes(factor)) {
        throw new AwsError('InvalidParameterException', `User pool does not have ${factor} enabled`);
      }
      if (!isSetUp(user, factor)) {
        throw new AwsError(
          'InvalidParameterException',
          factor === 'SOFTWARE_TOKEN_MFA'
            ? 'User has not verified software token mfa'
            : `User does not have delivery config set to turn on ${factor}`,
        );
      }
      enabled.add(factor);
    } else {
      enabled.delete(factor);
    }
    if (preference.preferred === true) {
      const other = (['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'] as const).find(
        (candidate) => candidate !== factor && wanted[candidate]?.preferred === true,
      );
      if (other !== undefined) {
        throw new AwsError('InvalidParameterException', 'Only one MFA method can be set as preferred');
      }
      preferred = factor;
    } else if (preferred === factor && (preference.preferred === false || !on)) {
      preferred = undefined;
    }
  }
  const webAuthn = wanted.WEB_AUTHN?.enabled ?? user.mfa.webAuthn ?? false;
  if (wanted.WEB_AUTHN?.enabled === true) {
    if (!pool.passkeysAreMfa) {
      throw new AwsError('InvalidParameterException', 'User pool does not have passkeys enabled as MFA');
    }
    if (enabled.size === 0) {
      throw new AwsError('InvalidParameterException', 'Passkey MFA needs another MFA method of the user');
    }
  }
  return {
    ...user,
    mfa: {
      enabled: [...enabled],
      ...(preferred === undefined ? {} : { preferred }),
      ...(webAuthn ? { webAuthn } : {}),
    },
  };
}
