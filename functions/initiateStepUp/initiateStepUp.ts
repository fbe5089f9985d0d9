import { ApplicationError } from '../domain/ApplicationError.ts';
import type { Clock } from '../domain/Clock.ts';
import { chooseMethod, codeAttribute } from '../domain/stepUp/chooseMethod.ts';
import { challengeRefusal } from '../domain/stepUp/refuseChallenge.ts';
import type { StepUpGrantRow } from '../domain/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../domain/stepUp/stepUpLimits.ts';
import { type Attempt, audited } from '../stepUp/audited.ts';
import type { ChallengeStore } from '../stepUp/ChallengeStore.ts';
import { countingMethods, factorTooNew } from '../stepUp/countingMethods.ts';
import type { FactorHistories } from '../stepUp/FactorHistories.ts';
import type { StepUpAudit } from '../stepUp/StepUpAudit.ts';
import type { StepUpCaller } from '../stepUp/StepUpCaller.ts';
import type { UserDirectory } from '../stepUp/UserDirectory.ts';
import type { UserFactors } from '../stepUp/UserFactors.ts';
import { type Ports as ApprovalPorts, askForApproval, devicesToAsk } from './askForApproval.ts';

export interface Ports extends ApprovalPorts {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly factors: UserFactors;
  readonly histories: FactorHistories;
  readonly users: UserDirectory;
}

/**
 * Begins a challenge: chooses the method, once, and sends its code. Where the setting allows approval on a device and the user has one, that is it. Called again, it sends another code by the same method, three in all.
 * Throws ApplicationError `NotFound`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed`, `NoStepUpMethod`, `FactorTooNew`, `LimitExceeded`,
 * `CodeDeliveryFailed`, `SignInRequired`.
 */
export function initiateStepUp(ports: Ports, caller: StepUpCaller, challengeId: string): Promise<StepUpGrantRow> {
  const attempt: Attempt = { userId: caller.userId, challengeId, row: null };
  return audited(ports, attempt, () => initiate(ports, caller, attempt));
}

async function initiate(ports: Ports, caller: StepUpCaller, attempt: Attempt): Promise<StepUpGrantRow> {
  const { challengeId } = attempt;
  const { challenges, clock, factors } = ports;
  const { accessToken, tokenId } = caller;
  const now = Math.floor(clock.now() / 1000);
  const row = await challenges.find(tokenId, challengeId);
  attempt.row = row;
  const refusal = challengeRefusal(row, caller.userId, now);
  if (refusal !== null || row === null) throw refusal;

  const known = await factors.read(accessToken);
  if (known.userId !== caller.userId) throw new Error('The access token is not the caller’s.');
  const counting = await countingMethods(ports, caller, row.methods);
  const devices = row.methods.includes('PUSH_STEP_UP') ? await devicesToAsk(ports, caller) : [];
  const method = row.method ?? (devices.length > 0 ? 'PUSH_STEP_UP' : chooseMethod(known, counting));
  if (method === null && chooseMethod(known, row.methods) !== null) throw factorTooNew();
  if (method !== null && !counting.includes(method)) throw factorTooNew();
  if (method === null) {
    throw new ApplicationError('NoStepUpMethod', 'You have none of the factors that this operation takes.', {
      methods: row.methods,
    });
  }
  const attribute = codeAttribute(method);
  const sends = attribute !== null || method === 'PUSH_STEP_UP';
  let destination: string | undefined;
  let matchNumber: string | undefined;
  if (sends) {
    if (!(await challenges.claimSend(tokenId, row, stepUpLimits.sends, now))) {
      throw (
        challengeRefusal(await challenges.find(tokenId, challengeId), caller.userId, now) ??
        new ApplicationError('LimitExceeded', `At most ${stepUpLimits.sends} codes are sent for a challenge.`, {
          limit: stepUpLimits.sends,
        })
      );
    }
    if (attribute === null) matchNumber = await askForApproval(ports, caller, row, devices, now);
    else destination = await factors.sendCode(accessToken, attribute);
  }
  // A new code has its full time; a software token's challenge does not live longer for being initiated again.
  const fresh = sends || row.status === 'STEP_UP_REQUIRED';
  const expiresAt = fresh ? Math.min(now + stepUpLimits.challengeSeconds, caller.expiresAt) : row.expiresAt;
  const initiated = await challenges.initiate(tokenId, row, { method, destination, matchNumber, expiresAt });
  if (initiated === null) {
    throw (
      challengeRefusal(await challenges.find(tokenId, challengeId), caller.userId, now) ??
      new Error('The challenge changed while it was initiated.')
    );
  }
  return initiated;
}
