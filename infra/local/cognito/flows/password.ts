import type { JsonObject } from '../../platform/Json.ts';
import { invalidParameter } from '../errors.ts';
import type { Services } from '../Services.ts';
import { imaginaryVerifier, passwordMatches, type SrpVerifier } from '../srp.ts';
import { poolName } from '../Users.ts';
import { attemptOf, subjectOf, type Target } from './Target.ts';

/**
 * Runs `USER_PASSWORD_AUTH`, `ADMIN_USER_PASSWORD_AUTH` and `USER_AUTH` with PASSWORD: the password as it is, over TLS.
 */
export async function signInByPassword(
  services: Services,
  target: Target,
  password: string | undefined,
): Promise<JsonObject> {
  if (password === undefined || password === '') throw invalidParameter('Missing required parameter PASSWORD');
  const subject = subjectOf(target);
  services.users.checkLock(subject);
  const { user } = target;
  // An unknown name costs the same work, so that time tells nothing.
  const matches = passwordMatches(
    poolName(target.pool),
    user?.username ?? target.name,
    password,
    verifierOf(services, target),
  );
  if (user?.password === undefined || !matches) return services.users.refusePassword(subject);
  services.users.forgetFailures(subject);
  return services.signIn.passwordPassed(attemptOf(target, user));
}

/** Returns the user's verifier, or one that no password fits. The second is always made, so that time tells nothing. */
export function verifierOf(services: Services, { pool, name, user }: Target): SrpVerifier {
  const key = services.store.poolKeys(pool.id)[0]?.jwk.d ?? pool.id;
  const imaginary = imaginaryVerifier(key, user?.username ?? name.toLowerCase());
  return user?.password ?? imaginary;
}
