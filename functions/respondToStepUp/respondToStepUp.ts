import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../domain/ApplicationError.ts';
import type { Clock } from '../domain/Clock.ts';
import { codeAttribute } from '../domain/stepUp/chooseMethod.ts';
import { challengeLocked, challengeRefusal } from '../domain/stepUp/refuseChallenge.ts';
import type { StepUpGrantRow } from '../domain/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../domain/stepUp/stepUpLimits.ts';
import { type Attempt, audited, auditRow } from '../stepUp/audited.ts';
import type { ChallengeStore } from '../stepUp/ChallengeStore.ts';
import { countingMethods, factorTooNew } from '../stepUp/countingMethods.ts';
import type { FactorHistories } from '../stepUp/FactorHistories.ts';
import type { StepUpAudit } from '../stepUp/StepUpAudit.ts';
import type { StepUpCaller } from '../stepUp/StepUpCaller.ts';
import type { UserDirectory } from '../stepUp/UserDirectory.ts';
import type { UserFactors, Verification } from '../stepUp/UserFactors.ts';

export interface Ports {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly factors: UserFactors;
  readonly histories: FactorHistories;
  readonly users: UserDirectory;
}

export interface Response {
  readonly challengeId: string;
  readonly code: string;
}

/**
 * Checks the answer to a challenge and makes it a grant. Every answer is counted before Cognito is asked, for the challenge and for the user, so
 * answers given at once do not get more attempts than answers given in turn.
 * Throws ApplicationError `InvalidInput`, `NotFound`, `ChallengeNotInitiated`, `CodeMismatch`, `CodeExpired`, `CodeReplayed`, `ChallengeExpired`,
 * `ChallengeLocked`, `FactorTooNew`, `LimitExceeded`, `SignInRequired`.
 */
export function respondToStepUp(
  ports: Ports,
  caller: StepUpCaller,
  { challengeId, code }: Response,
): Promise<StepUpGrantRow> {
  const attempt: Attempt = { userId: caller.userId, challengeId, row: null };
  return audited(ports, attempt, () => respond(ports, caller, attempt, code));
}

async function respond(ports: Ports, caller: StepUpCaller, attempt: Attempt, code: string): Promise<StepUpGrantRow> {
  const { challengeId } = attempt;
  const { challenges, clock } = ports;
  const { tokenId, userId } = caller;
  if (!/^[0-9]{6}$/.test(code)) {
    throw new ApplicationError('InvalidInput', 'input.code is not a code; allowed: 6 digits.', {
      field: 'input.code',
      given: `${code.length} characters`,
      limit: '6 digits',
    });
  }
  const now = Math.floor(clock.now() / 1000);
  attempt.row = await challenges.find(tokenId, challengeId);
  const { row, method } = openForAnswers(attempt.row, userId, now);

  if (!(await challenges.claimAnswer(userId, stepUpLimits.answersPerHour, now))) {
    throw new ApplicationError('LimitExceeded', 'Too many wrong answers in this hour. Try again in the next.', {
      limit: stepUpLimits.answersPerHour,
      retryable: true,
    });
  }
  const claimed = await challenges.claimAttempt(tokenId, row, now);
  if (claimed === null) {
    await challenges.returnAnswer(userId, now);
    throw await whyRefused(ports, caller, challengeId, now);
  }
  // After the answer came in: whoever replaces the factor from here on cannot have known its code.
  if (!(await countingMethods(ports, caller, [method])).includes(method)) throw factorTooNew();
  const outcome = await verify(ports.factors, caller.accessToken, method, code);
  if (outcome === 'limited') {
    await challenges.returnAttempt(tokenId, claimed);
    await challenges.returnAnswer(userId, now);
    throw new ApplicationError('LimitExceeded', 'Too many answers in this hour. Try again later.', { retryable: true });
  }
  if (outcome !== 'verified') return refuseAnswer(challenges, tokenId, claimed, outcome, now);

  const { modifiedAt } = await ports.users.snapshot(caller.username);
  await ports.histories.writeOwnChange(userId, { at: modifiedAt, from: caller.authTime });
  await challenges.returnAnswer(userId, now);
  const completion = {
    method,
    completedAt: now,
    expiresAt: Math.min(caller.expiresAt, now + row.maxAge, now + stepUpLimits.sessionSeconds),
    audit: auditRow(clock, attempt, 'STEP_UP_COMPLETED'),
    sessionExpiresAt: Math.min(caller.expiresAt, now + stepUpLimits.sessionSeconds),
  };
  if (!(await challenges.complete(tokenId, claimed, completion))) {
    throw await whyRefused(ports, caller, challengeId, now);
  }
  return { ...claimed, status: 'STEP_UP_COMPLETED', completedAt: now, expiresAt: completion.expiresAt };
}

function openForAnswers(
  row: StepUpGrantRow | null,
  userId: string,
  now: number,
): { row: StepUpGrantRow; method: StepUpMethod } {
  const refusal = challengeRefusal(row, userId, now);
  if (refusal !== null || row === null) throw refusal;
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

function verify(factors: UserFactors, accessToken: string, method: StepUpMethod, code: string): Promise<Verification> {
  const attribute = codeAttribute(method);
  return attribute === null
    ? factors.verifySoftwareToken(accessToken, code)
    : factors.verifyCode(accessToken, attribute, code);
}

async function refuseAnswer(
  challenges: ChallengeStore,
  tokenId: string,
  row: StepUpGrantRow,
  outcome: Exclude<Verification, 'verified' | 'limited'>,
  now: number,
): Promise<never> {
  const attemptsRemaining = row.maxAttempts - row.attempts;
  if (attemptsRemaining <= 0) {
    const lockedUntil = now + stepUpLimits.lockSeconds;
    await challenges.lock(tokenId, row, lockedUntil);
    throw challengeLocked(lockedUntil);
  }
  const { type, message } = refusals[outcome];
  throw new ApplicationError(type, message, { challengeId: row.challengeId, attemptsRemaining });
}

const refusals = {
  mismatch: { type: 'CodeMismatch', message: 'That is not the code.' },
  expired: { type: 'CodeExpired', message: 'The code does not count any more; initiateStepUp sends another one.' },
  replayed: { type: 'CodeReplayed', message: 'That code was used before; wait for the next one.' },
} as const;

/** The challenge changed since it was read, or its attempts were used up by answers given at once. */
async function whyRefused(
  { challenges }: Ports,
  { tokenId, userId }: StepUpCaller,
  challengeId: string,
  now: number,
): Promise<Error> {
  const row = await challenges.find(tokenId, challengeId);
  const refusal = challengeRefusal(row, userId, now);
  if (refusal !== null || row === null) return refusal ?? new Error('unreachable');
  const lockedUntil = now + stepUpLimits.lockSeconds;
  await challenges.lock(tokenId, row, lockedUntil);
  return challengeLocked(lockedUntil);
}
