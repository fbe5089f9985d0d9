import { NotSupportedLocally } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { applyAttributes, checkAttributes, checkRequired } from '../attributes.ts';
import { checkUsername, type TakenChallenge } from '../Challenges.ts';
import { sameCode } from '../Codes.ts';
import { invalidParameter, invalidSession, totpUsed } from '../errors.ts';
import { optionalString, requiredString, stringMap } from '../input.ts';
import { availableFactors, checkTotp } from '../mfa.ts';
import type { Client, MfaFactor, Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import type { Attempt } from '../SignIn.ts';
import { checkSecretHash } from '../secretHash.ts';
import { answerWebAuthn } from '../webauthn/signIn.ts';
import { answerPasswordVerifier } from './srp.ts';
import type { Target } from './Target.ts';
import { startChoice } from './userAuth.ts';

/** An answer with its session. Nothing is consumed yet. */
interface Answer {
  readonly services: Services;
  readonly target: Target;
  readonly taken: TakenChallenge;
  readonly answers: Readonly<Record<string, string>>;
}

/** Runs `RespondToAuthChallenge` and `AdminRespondToAuthChallenge`. */
export async function respond(services: Services, pool: Pool, client: Client, input: JsonObject): Promise<JsonObject> {
  const name = requiredString(input, 'ChallengeName');
  const session = optionalString(input, 'Session');
  const answers = stringMap(input, 'ChallengeResponses');
  const metadata = stringMap(input, 'ClientMetadata');
  const given = answers.USERNAME;
  const found = given === undefined ? undefined : services.users.find(pool, given);
  checkSecretHash(client, answers.SECRET_HASH, [given, found?.username]);
  if (name === 'PASSWORD_VERIFIER') return answerPasswordVerifier(services, pool, client, answers, session, metadata);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler === undefined) {
    if (unsupported.includes(name)) throw new NotSupportedLocally(`The authentication challenge ${name}`);
    throw invalidParameter(
      `1 validation error detected: Value '${name.slice(0, 64)}' at 'challengeName' failed to satisfy constraint: Member must satisfy enum value set: [${[...Object.keys(handlers), 'PASSWORD_VERIFIER', ...unsupported].join(', ')}]`,
    );
  }
  const taken = services.challenges.take(session, name, client);
  checkUsername(pool, taken.challenge, given, found);
  const user = taken.challenge.exists ? services.users.find(pool, taken.challenge.username) : undefined;
  if (taken.challenge.exists && user === undefined) throw invalidSession();
  const target: Target = { pool, client, name: taken.challenge.username, user, metadata };
  return handler({ services, target, taken, answers });
}

const unsupported: readonly string[] = [
  'CUSTOM_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
];

const handlers: Readonly<Record<string, (answer: Answer) => Promise<JsonObject> | JsonObject>> = {
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  SMS_MFA: (answer) => answerCode(answer, 'SMS_MFA_CODE'),
  EMAIL_OTP: (answer) => answerCode(answer, 'EMAIL_OTP_CODE'),
  SMS_OTP: (answer) => answerCode(answer, 'SMS_OTP_CODE'),
  SELECT_MFA_TYPE: answerMfaType,
  MFA_SETUP: answerMfaSetup,
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  SELECT_CHALLENGE: answerSelectChallenge,
  WEB_AUTHN: (answer) => answerWebAuthn(answer.services, answer.target, answer.taken, answer.answers.CREDENTIAL),
};

function attempt({ target }: Answer): Attempt {
  const { user } = target;
  if (user === undefined) throw invalidSession();
  return { pool: target.pool, client: target.client, user, metadata: target.metadata };
}

function required(answer: Answer, name: string): string {
  const value = answer.answers[name];
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

async function answerSoftwareToken(answer: Answer): Promise<JsonObject> {
  const { services, taken } = answer;
  const code = required(answer, 'SOFTWARE_TOKEN_MFA_CODE');
  const current = attempt(answer);
  if (current.user.totp === undefined) throw invalidSession();
  const outcome = checkTotp(current.user.totp, code, services.platform.clock.now());
  if (outcome.kind === 'used') throw totpUsed();
  if (outcome.kind === 'mismatch') return taken.refuse('Invalid code received for user');
  taken.consume();
  const user = services.users.keep(current.pool, { ...current.user, totp: outcome.totp });
  return services.signIn.finish({ ...current, user });
}

async function answerCode(answer: Answer, parameter: string): Promise<JsonObject> {
  const { services, target, taken } = answer;
  const code = required(answer, parameter);
  const known = taken.challenge.data.code;
  const right = known !== undefined && sameCode(known, code);
  if (!right || target.user === undefined) return taken.refuse('Invalid code or auth state for the user.');
  taken.consume();
  const current = attempt(answer);
  if (taken.challenge.data.step === 'mfa') return services.signIn.finish(current);
  // A one-time password proves the address that it was sent to.
  await services.signIn.firstFactorPassed(current);
  const flag = taken.challenge.name === 'EMAIL_OTP' ? 'email_verified' : 'phone_number_verified';
  const user = services.users.save(current.pool, {
    ...current.user,
    attributes: { ...current.user.attributes, [flag]: 'true' },
  });
  return services.signIn.finish({ ...current, user });
}

async function answerMfaType(answer: Answer): Promise<JsonObject> {
  const current = attempt(answer);
  const chosen = availableFactors(current.pool, current.user).find((factor) => factor === required(answer, 'ANSWER'));
  if (chosen === undefined) throw invalidParameter('Invalid MFA type selected.');
  answer.taken.consume();
  return answer.services.signIn.askFactor(current, chosen satisfies MfaFactor);
}

/**
 * Passes after `VerifySoftwareToken` was called with the session. An e-mail address instead is asked for a code next.
 */
async function answerMfaSetup(answer: Answer): Promise<JsonObject> {
  const { services, taken, answers } = answer;
  const current = attempt(answer);
  if (taken.challenge.data.verified === 'true') {
    taken.consume();
    return services.signIn.finish(current);
  }
  if (answers.EMAIL !== undefined && current.pool.mfaFactors.includes('EMAIL_OTP')) {
    checkAttributes(current.pool, { email: answers.EMAIL }, current.user.attributes, 'administrator');
    const changed: User = {
      ...current.user,
      attributes: applyAttributes(current.user.attributes, { email: answers.EMAIL }),
    };
    services.users.checkAliases(current.pool, changed);
    taken.consume();
    return services.signIn.askFactor({ ...current, user: services.users.save(current.pool, changed) }, 'EMAIL_OTP');
  }
  throw invalidParameter('User has not set up software token mfa');
}

async function answerNewPassword(answer: Answer): Promise<JsonObject> {
  const { services, taken, answers } = answer;
  const current = attempt(answer);
  const password = required(answer, 'NEW_PASSWORD');
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(answers)) {
    if (name.startsWith('userAttributes.')) written[name.slice('userAttributes.'.length)] = value;
  }
  checkAttributes(current.pool, written, current.user.attributes, current.client);
  const attributes = applyAttributes(current.user.attributes, written);
  checkRequired(current.pool, attributes);
  const changed = services.users.withPassword(current.pool, { ...current.user, attributes }, password, true);
  services.users.checkAliases(current.pool, changed);
  taken.consume();
  return services.signIn.secondFactor({ ...current, user: services.users.save(current.pool, changed) });
}

async function answerSelectChallenge(answer: Answer): Promise<JsonObject> {
  const { services, target, taken, answers } = answer;
  const choice = required(answer, 'ANSWER');
  taken.consume();
  return startChoice(services, target, choice, answers);
}
