import type { JsonObject } from '../../platform/Json.ts';
import { checkUsername } from '../Challenges.ts';
import { invalidParameter, invalidSession } from '../errors.ts';
import { availableFactors } from '../mfa.ts';
import type { Services } from '../Services.ts';
import { startWebAuthn } from '../webauthn/signIn.ts';
import { signInByPassword } from './password.ts';
import { startSrp } from './srp.ts';
import { attemptOf, type Target } from './Target.ts';

/** The challenge name that keeps the session string of `ConfirmSignUp`. */
export const signUpSession = 'CONFIRM_SIGN_UP';

const choices = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const;
type Choice = (typeof choices)[number];

/**
 * Starts `USER_AUTH`: the client chooses the first factor among those that the pool allows and the user has.
 * Users with MFA get no one-time password, and a passkey only if it is MFA itself (Developer Guide, "Authentication
 * flows").
 */
export async function startUserAuth(
  services: Services,
  target: Target,
  parameters: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const { user } = target;
  if (user !== undefined) {
    if (!user.enabled || user.status === 'UNCONFIRMED') services.signIn.checkState({ ...target, user });
  }
  const preferred = parameters.PREFERRED_CHALLENGE;
  if (preferred !== undefined && !isChoice(preferred)) {
    throw invalidParameter(`Invalid preferred challenge ${preferred}; it is one of ${choices.join(', ')}.`);
  }
  const available = availableChoices(services, target);
  if (preferred !== undefined && available.includes(preferred)) {
    return startChoice(services, target, preferred, parameters);
  }
  return {
    ChallengeName: 'SELECT_CHALLENGE',
    Session: services.challenges.open(
      'SELECT_CHALLENGE',
      target.client,
      user ?? { username: target.name },
      {},
      user !== undefined,
    ),
    ChallengeParameters: {},
    AvailableChallenges: available,
  };
}

/** Signs in a user who has just confirmed the sign-up, by the session string of that answer. */
export async function continueSignUp(services: Services, target: Target, session: string): Promise<JsonObject> {
  const { pool, client, user } = target;
  const taken = services.challenges.take(session, signUpSession, client);
  checkUsername(pool, taken.challenge, target.name, user);
  if (user === undefined) throw invalidSession();
  taken.consume();
  const attempt = attemptOf(target, user);
  await services.signIn.firstFactorPassed(attempt);
  return services.signIn.secondFactor(attempt);
}

/** Starts the chosen factor, from a preference or from the answer to SELECT_CHALLENGE. */
export async function startChoice(
  services: Services,
  target: Target,
  choice: string | undefined,
  parameters: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  if (choice === undefined || !isChoice(choice) || !availableChoices(services, target).includes(choice)) {
    throw invalidParameter('Invalid challenge choice: it is not available to this user.');
  }
  switch (choice) {
    case 'PASSWORD':
      return signInByPassword(services, target, parameters.PASSWORD);
    case 'PASSWORD_SRP':
      return startSrp(services, target, parameters.SRP_A, true);
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      return services.signIn.askOneTimePassword(target.pool, target.client, target.user ?? target.name, choice);
    case 'WEB_AUTHN':
      return startWebAuthn(services, target);
  }
}

function availableChoices(services: Services, { pool, user }: Target): readonly Choice[] {
  const passwordless =
    user === undefined ? pool.mfa !== 'ON' : pool.mfa !== 'ON' && availableFactors(pool, user).length === 0;
  const available: Readonly<Record<Choice, boolean>> = {
    PASSWORD: user === undefined || user.password !== undefined,
    PASSWORD_SRP: user === undefined || user.password !== undefined,
    EMAIL_OTP: passwordless && (user === undefined || user.attributes.email !== undefined),
    SMS_OTP: passwordless && user?.attributes.phone_number !== undefined,
    WEB_AUTHN:
      user !== undefined &&
      (passwordless || (pool.passkeysAreMfa && user.mfa.webAuthn === true)) &&
      services.store.credentialsOf(user).length > 0,
  };
  return choices.filter(
    (choice) => pool.firstFactors.includes(choice === 'PASSWORD_SRP' ? 'PASSWORD' : choice) && available[choice],
  );
}

function isChoice(text: string): text is Choice {
  return (choices as readonly string[]).includes(text);
}
