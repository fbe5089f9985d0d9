import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import { type Attempt, audited } from './audited.ts';
import { type BegunMethod, beginMethod, isSent, type Ports as MethodPorts, reachesUser } from './beginMethod.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import { methodsToTry, noMethod } from './methodsToTry.ts';
import type { StepUpAudit } from './StepUpAudit.ts';
import type { StepUpCaller } from './StepUpCaller.ts';
import type { UserDirectory } from './UserDirectory.ts';

export interface Ports extends MethodPorts {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly hourly: HourlyCounts;
  readonly users: UserDirectory;
}

export interface InitiatedStepUp {
  /** Without its `cognitoSignIn`, which stays on the server. */
  readonly challenge: StepUpGrantRow;
  readonly credentialRequestOptions: Readonly<Record<string, unknown>> | null;
}

/**
 * Begins a challenge: chooses the method, once, and sends its code. Called again, it sends another code by the same
 * method, three in all. If the setting allows them, a passkey comes first, then approval on a device.
 * Throws ApplicationError `NotFound`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed`, `NoStepUpMethod`,
 * `FactorTooNew`, `LimitExceeded`, `CodeDeliveryFailed`, `SignInRequired`.
 */
export async function initiateStepUp(
  ports: Ports,
  caller: StepUpCaller,
  challengeId: string,
): Promise<InitiatedStepUp> {
  const attempt: Attempt = { userId: caller.userId, challengeId, row: null };
  let options: BegunMethod['credentialRequestOptions'];
  const row = await audited(ports, attempt, async () => {
    const { begun, initiated } = await initiate(ports, caller, attempt);
    options = begun.credentialRequestOptions;
    return initiated;
  });
  const { cognitoSignIn: _, ...challenge } = row;
  return { challenge, credentialRequestOptions: options ?? null };
}

interface Initiated {
  readonly begun: BegunMethod;
  readonly initiated: StepUpGrantRow;
}

/** Tries the methods in turn: Cognito may not offer the first to this user. */
async function initiate(ports: Ports, caller: StepUpCaller, attempt: Attempt): Promise<Initiated> {
  const now = Math.floor(ports.clock.now() / 1000);
  attempt.row = await ports.challenges.find(caller, attempt.challengeId);
  const row = openChallenge(attempt.row, caller.userId, now);
  const { methods, ...asked } = await methodsToTry(ports, caller, row);
  let claimed = false;
  for (const method of methods) {
    if (isSent(method) && !claimed) {
      await claimSend(ports, caller, row, now);
      claimed = true;
    }
    if (reachesUser(method)) await claimSendOfHour(ports, caller, now);
    const begun = await beginMethod(ports, caller, row, method, asked, now);
    if (begun !== null) return { begun, initiated: await open(ports, caller, row, method, begun, now) };
  }
  throw noMethod(row);
}

async function claimSend(ports: Ports, caller: StepUpCaller, row: StepUpGrantRow, now: number): Promise<void> {
  if (await ports.challenges.claimSend(caller.tokenId, row, stepUpLimits.sends, now)) return;
  const limit = stepUpLimits.sends;
  const message = `At most ${limit} codes are sent for a challenge.`;
  await refuseClosed(ports, caller, row, now, new ApplicationError('LimitExceeded', message, { limit }));
}

async function claimSendOfHour({ hourly }: Ports, { userId }: StepUpCaller, now: number): Promise<void> {
  const limit = stepUpLimits.sendsPerHour;
  if (await hourly.claim(userId, 'sends', limit, now)) return;
  const message = `At most ${limit} codes are sent in an hour. Try again in the next.`;
  throw new ApplicationError('LimitExceeded', message, { limit, retryable: true });
}

/** Opens the challenge for answers by the method that was begun. */
async function open(
  ports: Ports,
  caller: StepUpCaller,
  row: StepUpGrantRow,
  method: StepUpMethod,
  { codeLength, cognitoSignIn, destination, matchNumber }: BegunMethod,
  now: number,
): Promise<StepUpGrantRow> {
  // A new code has its full time. A challenge by software token does not live longer for being initiated again.
  const fresh = isSent(method) || row.status === 'STEP_UP_REQUIRED';
  const expiresAt = fresh ? Math.min(now + stepUpLimits.challengeSeconds, caller.expiresAt) : row.expiresAt;
  const initiation = { method, destination, matchNumber, codeLength, cognitoSignIn, expiresAt };
  const initiated = await ports.challenges.initiate(caller.tokenId, row, initiation);
  if (initiated !== null) return initiated;
  return refuseClosed(ports, caller, row, now, new Failure('The challenge changed while it was initiated.'));
}

/** Throws why the challenge is closed by now, or the other error if it is still open. */
async function refuseClosed(
  { challenges }: Ports,
  caller: StepUpCaller,
  { challengeId }: StepUpGrantRow,
  now: number,
  other: Error,
): Promise<never> {
  openChallenge(await challenges.find(caller, challengeId), caller.userId, now);
  throw other;
}
