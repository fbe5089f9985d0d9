import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import { invalidInput } from '../rules/Refusal.ts';
import { refuse } from '../rules/refuse.ts';
import { codeAttribute } from '../rules/stepUp/chooseMethod.ts';
import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import { type PasskeyAssertion, readStepUpAnswer, type StepUpAnswer } from '../rules/stepUp/readStepUpAnswer.ts';
import type { CognitoSignIn, StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import { type Attempt, audited, auditRow } from './audited.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { countingMethods, factorTooNew } from './countingMethods.ts';
import type { FactorHistories } from './FactorHistories.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import { type AssertionProblem, credentialOf, judgeAssertion } from './judgeAssertion.ts';
import { lockOut } from './lockOut.ts';
import { refuseChanged } from './refuseChanged.ts';
import type { SentCodes } from './SentCodes.ts';
import type { StepUpAudit } from './StepUpAudit.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { SignInFactor, SignInOutcome, StepUpSignIn } from './StepUpSignIn.ts';
import { signInFactorOf } from './signInFactorOf.ts';
import type { UserDirectory } from './UserDirectory.ts';
import type { UserFactors, Verification } from './UserFactors.ts';

type Outcome = Verification | AssertionProblem;

/** It counts while nobody but us has changed the user since the sign-in. */
const UNCHANGED_USER = 'MAYBE_SOFTWARE_TOKEN_STEP_UP';

export interface Ports {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly factors: UserFactors;
  readonly histories: FactorHistories;
  readonly hourly: HourlyCounts;
  readonly sentCodes: Pick<SentCodes, 'isNewestFor'>;
  /** Null where the pool is not set up for it. */
  readonly signIn: StepUpSignIn | null;
  readonly users: UserDirectory;
}

export interface Response {
  readonly challengeId: string;
  readonly code?: unknown;
  readonly credential?: unknown;
}

/**
 * Checks the answer to a challenge and makes it a grant. Every answer is counted before Cognito is asked, for the challenge and for the user, so
 * answers given at once do not get more attempts than answers given in turn.
 * Throws ApplicationError `InvalidInput`, `NotFound`, `ChallengeNotInitiated`, `CodeMismatch`, `CodeExpired`, `CodeReplayed`, `ChallengeExpired`,
 * `ChallengeLocked`, `FactorTooNew`, `LimitExceeded`, `SignInRequired`, `UnknownPasskey`, `PasskeyChallengeMismatch`, `RelyingPartyMismatch`.
 */
export function respondToStepUp(ports: Ports, caller: StepUpCaller, response: Response): Promise<StepUpGrantRow> {
  const attempt: Attempt = { userId: caller.userId, challengeId: response.challengeId, row: null };
  return audited(ports, attempt, () => respond(ports, caller, attempt, response));
}

async function respond(
  ports: Ports,
  caller: StepUpCaller,
  attempt: Attempt,
  response: Response,
): Promise<StepUpGrantRow> {
  const { challenges, clock, hourly } = ports;
  const { tokenId, userId } = caller;
  const answer = readStepUpAnswer(response);
  const now = Math.floor(clock.now() / 1000);
  attempt.row = await challenges.find(tokenId, attempt.challengeId);
  const { row, method } = openForAnswers(attempt.row, userId, now);
  checkFits(answer, row, method);

  if (!(await hourly.claim(userId, 'answers', stepUpLimits.answersPerHour, now))) {
    throw new ApplicationError('LimitExceeded', 'Too many wrong answers in this hour. Try again in the next.', {
      limit: stepUpLimits.answersPerHour,
      retryable: true,
    });
  }
  const claimed = await challenges.claimAttempt(tokenId, row, now);
  if (claimed === null) {
    await hourly.giveBack(userId, 'answers', now);
    return refuseChanged(challenges, tokenId, row, now);
  }
  // After the answer came in: whoever replaces the factor from here on cannot have known its code.
  const before = await countingMethods(ports, caller, [method, UNCHANGED_USER]);
  if (!before.includes(method)) throw factorTooNew();
  const outcome = await verify(ports, caller, claimed, method, answer);
  if (outcome === 'tooNew') throw factorTooNew();
  if (outcome === 'limited') {
    await challenges.returnAttempt(tokenId, claimed);
    await hourly.giveBack(userId, 'answers', now);
    throw new ApplicationError('LimitExceeded', 'Too many answers in this hour. Try again later.', { retryable: true });
  }
  if (outcome !== 'verified') return refuseAnswer(challenges, tokenId, claimed, outcome, now);

  // Only where nobody else had changed the user since the sign-in: their change must not become ours.
  if (before.includes(UNCHANGED_USER)) {
    const { modifiedAt } = await ports.users.snapshot(caller.username);
    await ports.histories.writeOwnChange(userId, { at: modifiedAt, from: caller.authTime });
  }
  await hourly.giveBack(userId, 'answers', now);
  if (codeAttribute(method) !== null) await hourly.giveBack(userId, 'sends', now);
  const completion = {
    method,
    completedAt: now,
    expiresAt: Math.min(caller.expiresAt, now + row.maxAge, now + stepUpLimits.sessionSeconds),
    audit: auditRow(clock, attempt, 'STEP_UP_COMPLETED'),
    sessionExpiresAt: Math.min(caller.expiresAt, now + stepUpLimits.sessionSeconds),
  };
  if (!(await challenges.complete(tokenId, claimed, completion))) return refuseChanged(challenges, tokenId, row, now);
  const { cognitoSignIn: _, ...proven } = claimed;
  return { ...proven, status: 'STEP_UP_COMPLETED', completedAt: now, expiresAt: completion.expiresAt };
}

function openForAnswers(
  found: StepUpGrantRow | null,
  userId: string,
  now: number,
): { row: StepUpGrantRow; method: StepUpMethod } {
  const row = openChallenge(found, userId, now);
  if (row.status !== 'STEP_UP_INITIATED' || row.method === undefined) {
    throw new ApplicationError('ChallengeNotInitiated', 'Call initiateStepUp first.', { challengeId: row.challengeId });
  }
  if (row.method === 'PUSH_STEP_UP') {
    throw new ApplicationError('InvalidInput', 'This challenge is approved on a device; it has no code.', {
      field: 'input.challengeId',
      given: 'a challenge with PUSH_STEP_UP',
      limit: 'a challenge with a code',
    });
  }
  return { row, method: row.method };
}

/** A challenge takes one kind of answer, and its code has one length. */
function checkFits(answer: StepUpAnswer, row: StepUpGrantRow, method: StepUpMethod): void {
  if (method === 'PASSKEY_STEP_UP') {
    if (answer.kind === 'code') {
      refuse(invalidInput('input.code', 'a code', 'the credential of a passkey, in input.credential'));
    }
    return;
  }
  if (answer.kind === 'assertion') refuse(invalidInput('input.credential', 'a credential', 'a code, in input.code'));
  const length = row.codeLength ?? 6;
  if (answer.code.length !== length) {
    refuse(invalidInput('input.code', `${answer.code.length} digits`, `${length} digits`));
  }
}

async function verify(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  method: StepUpMethod,
  answer: StepUpAnswer,
): Promise<Outcome> {
  const { factors } = ports;
  if (answer.kind === 'assertion') return verifyAssertion(ports, caller, row, answer.assertion);
  const factor = signInFactorOf(method);
  if (row.cognitoSignIn !== undefined && factor !== null) {
    const outcome = await answerSignIn(ports, caller, factor, row.cognitoSignIn.session, answer.code);
    // Session string and code end together.
    return outcome === 'refused' ? 'expired' : outcome;
  }
  const attribute = codeAttribute(method);
  if (attribute === null) return factors.verifySoftwareToken(caller.accessToken, answer.code);
  // Cognito would take a code that was sent for another challenge.
  if (!(await ports.sentCodes.isNewestFor(row, attribute))) return 'expired';
  return factors.verifyCode(caller.accessToken, attribute, answer.code);
}

async function verifyAssertion(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  assertion: PasskeyAssertion,
): Promise<Outcome> {
  const { challenges, factors } = ports;
  const { accessToken, authTime, tokenId } = caller;
  if (row.cognitoSignIn === undefined) return 'expired';
  const judge = async (signIn: CognitoSignIn) =>
    judgeAssertion(assertion, signIn, await factors.passkeys(accessToken), authTime);
  const problem = await judge(row.cognitoSignIn);
  if (problem !== null) return problem;
  if (!(await challenges.takeSignIn(tokenId, row))) return 'expired';
  const { session } = row.cognitoSignIn;
  const outcome = await answerSignIn(ports, caller, 'WEB_AUTHN', session, credentialOf(assertion));
  if (outcome === 'refused') return 'mismatch';
  // Had a thief put another key under the id in between, it would be new by now.
  return outcome === 'verified' ? ((await judge(row.cognitoSignIn)) ?? 'verified') : outcome;
}

/** Answers the sign-in that waits at Cognito, which must be the caller's. */
async function answerSignIn(
  { factors, signIn }: Ports,
  { accessToken, userId, username }: StepUpCaller,
  factor: SignInFactor,
  session: string,
  response: string,
): Promise<SignInOutcome['kind']> {
  if (signIn === null) return 'expired';
  const outcome = await signIn.answer(username, factor, session, response);
  // A user who may not sign in any more is told so.
  if (outcome.kind === 'refused') await factors.read(accessToken);
  if (outcome.kind === 'verified' && outcome.userId !== userId) throw new Failure('Cognito signed in somebody else.');
  return outcome.kind;
}

async function refuseAnswer(
  challenges: ChallengeStore,
  tokenId: string,
  row: StepUpGrantRow,
  outcome: Exclude<Outcome, 'verified' | 'limited' | 'tooNew'>,
  now: number,
): Promise<never> {
  const attemptsRemaining = row.maxAttempts - row.attempts;
  if (attemptsRemaining <= 0) return lockOut(challenges, tokenId, row, now);
  const { type, message } = refusals[outcome];
  throw new ApplicationError(type, message, { challengeId: row.challengeId, attemptsRemaining });
}

const refusals = {
  mismatch: { type: 'CodeMismatch', message: 'That is not the right answer.' },
  expired: { type: 'CodeExpired', message: 'The code does not count any more; initiateStepUp sends another one.' },
  replayed: { type: 'CodeReplayed', message: 'That code was used before; wait for the next one.' },
  unknownPasskey: { type: 'UnknownPasskey', message: 'You have no such passkey.' },
  otherChallenge: { type: 'PasskeyChallengeMismatch', message: 'The passkey signed another challenge.' },
  otherRelyingParty: { type: 'RelyingPartyMismatch', message: 'The passkey signed for another site.' },
} as const;
