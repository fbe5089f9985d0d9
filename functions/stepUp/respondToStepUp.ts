import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { invalidInput } from '../rules/Refusal.ts';
import { refuse } from '../rules/refuse.ts';
import { codeAttribute } from '../rules/stepUp/chooseMethod.ts';
import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import { readStepUpAnswer, type StepUpAnswer } from '../rules/stepUp/readStepUpAnswer.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import { type Attempt, audited } from './audited.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { completionOf } from './completionOf.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import { lockOut } from './lockOut.ts';
import { refuseChanged } from './refuseChanged.ts';
import type { SentCodes } from './SentCodes.ts';
import type { StepUpAudit } from './StepUpAudit.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import { factorTooNew, type Ports as UsablePorts, usableMethods } from './usableMethods.ts';
import { type AnswerOutcome, type Ports as VerifyPorts, verifyAnswer } from './verifyAnswer.ts';

/** Usable while nobody else has changed the user since the sign-in. */
const UNCHANGED_USER = 'MAYBE_SOFTWARE_TOKEN_STEP_UP';

export interface Ports extends VerifyPorts, UsablePorts {
  readonly sentCodes: Pick<SentCodes, 'newest' | 'close'>;
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly hourly: HourlyCounts;
}

export interface Response {
  readonly challengeId: string;
  readonly code?: unknown;
  readonly credential?: unknown;
}

/**
 * Checks the answer to a challenge, and makes the challenge a grant. Every answer is counted before Cognito is asked,
 * for the challenge and for the user, so simultaneous answers get no more attempts than successive ones.
 * Throws ApplicationError `InvalidInput`, `NotFound`, `ChallengeNotInitiated`, `CodeMismatch`, `CodeExpired`,
 * `CodeReplayed`, `ChallengeExpired`, `ChallengeLocked`, `FactorTooNew`, `LimitExceeded`, `SignInRequired`,
 * `UnknownPasskey`, `PasskeyChallengeMismatch`, `RelyingPartyMismatch`.
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
  attempt.row = await challenges.find(caller, attempt.challengeId);
  const { row, method } = openForAnswers(attempt.row, userId, now);
  checkFits(answer, row, method);
  const claimed = await claimAnswer(ports, caller, row, now);
  // After the answer came in: a thief who replaces the factor later cannot have known its code.
  const usable = await usableMethods(ports, caller, [method, UNCHANGED_USER]);
  if (!usable.includes(method)) throw factorTooNew();
  const outcome = await verifyAnswer(ports, caller, claimed, method, answer);
  if (outcome !== 'verified') return refuseAnswer(ports, tokenId, claimed, outcome, now);
  if (usable.includes(UNCHANGED_USER)) await recordOwnChange(ports, caller);
  await hourly.giveBack(userId, 'answers', now);
  const attribute = codeAttribute(method);
  if (attribute !== null) {
    await hourly.giveBack(userId, 'sends', now);
    await ports.sentCodes.close(row, attribute, now);
  }
  const completion = completionOf(clock, attempt, row, { method, now, tokenExpiresAt: caller.expiresAt });
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

/** Counts the answer, for the user and for the challenge. */
async function claimAnswer(
  { challenges, hourly }: Ports,
  { tokenId, userId }: StepUpCaller,
  row: StepUpGrantRow,
  now: number,
): Promise<StepUpGrantRow> {
  if (!(await hourly.claim(userId, 'answers', stepUpLimits.answersPerHour, now))) {
    throw new ApplicationError('LimitExceeded', 'Too many wrong answers in this hour. Try again in the next.', {
      limit: stepUpLimits.answersPerHour,
      retryable: true,
    });
  }
  const claimed = await challenges.claimAttempt(tokenId, row, now);
  if (claimed !== null) return claimed;
  await hourly.giveBack(userId, 'answers', now);
  return refuseChanged(challenges, tokenId, row, now);
}

/** Only if nobody else has changed the user since the sign-in: their change must not count as ours. */
async function recordOwnChange({ histories, users }: Ports, caller: StepUpCaller): Promise<void> {
  const { modifiedAt } = await users.snapshot(caller.username);
  await histories.writeOwnChange(caller.userId, { at: modifiedAt, from: caller.authTime });
}

async function refuseAnswer(
  { challenges, hourly }: Ports,
  tokenId: string,
  row: StepUpGrantRow,
  outcome: Exclude<AnswerOutcome, 'verified'>,
  now: number,
): Promise<never> {
  if (outcome === 'tooNew') throw factorTooNew();
  if (outcome === 'limited') {
    await challenges.returnAttempt(tokenId, row);
    await hourly.giveBack(row.userId, 'answers', now);
    throw new ApplicationError('LimitExceeded', 'Too many answers in this hour. Try again later.', { retryable: true });
  }
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
