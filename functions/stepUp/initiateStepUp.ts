import type { StepUpMethod } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import { chooseMethod } from '../rules/stepUp/chooseMethod.ts';
import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import { devicesToAsk } from './askForApproval.ts';
import { type Attempt, audited } from './audited.ts';
import { type BegunMethod, beginMethod, isSent, type Ports as MethodPorts, reachesUser } from './beginMethod.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { countingMethods, factorTooNew } from './countingMethods.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import { passkeysOfSession } from './passkeysOfSession.ts';
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
  /** Without the sign-in at Cognito that it waits with. */
  readonly challenge: StepUpGrantRow;
  readonly credentialRequestOptions: Readonly<Record<string, unknown>> | null;
}

/**
 * Begins a challenge: chooses the method, once, and sends its code. Where the setting allows a passkey, or else approval on a device, and the user has
 * one that counts, that is it. Called again, it sends another code by the same method, three in all.
 * Throws ApplicationError `NotFound`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed`, `NoStepUpMethod`, `FactorTooNew`, `LimitExceeded`,
 * `CodeDeliveryFailed`, `SignInRequired`.
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

async function initiate(
  ports: Ports,
  caller: StepUpCaller,
  attempt: Attempt,
): Promise<{ begun: BegunMethod; initiated: StepUpGrantRow }> {
  const { challengeId } = attempt;
  const { challenges, clock, hourly } = ports;
  const { tokenId } = caller;
  const now = Math.floor(clock.now() / 1000);
  const find = () => challenges.find(tokenId, challengeId);
  attempt.row = await find();
  const row = openChallenge(attempt.row, caller.userId, now);
  /** Throws why the challenge is closed by now, or the other error if it is still open. */
  const refuseClosed = async (other: Error): Promise<never> => {
    openChallenge(await find(), caller.userId, now);
    throw other;
  };

  const { methods, ...asked } = await methodsToTry(ports, caller, row);
  let claimed = false;
  for (const method of methods) {
    if (isSent(method) && !claimed) {
      claimed = await challenges.claimSend(tokenId, row, stepUpLimits.sends, now);
      if (!claimed) return refuseClosed(tooManySends());
    }
    if (reachesUser(method) && !(await hourly.claim(caller.userId, 'sends', stepUpLimits.sendsPerHour, now))) {
      throw tooManySendsInHour();
    }
    const begun = await beginMethod(ports, caller, row, method, asked, now);
    if (begun === null) continue;
    // A new code has its full time; a software token's challenge does not live longer for being initiated again.
    const fresh = isSent(method) || row.status === 'STEP_UP_REQUIRED';
    const expiresAt = fresh ? Math.min(now + stepUpLimits.challengeSeconds, caller.expiresAt) : row.expiresAt;
    const { codeLength, cognitoSignIn, destination, matchNumber } = begun;
    const initiation = { method, destination, matchNumber, codeLength, cognitoSignIn, expiresAt };
    const initiated = await challenges.initiate(tokenId, row, initiation);
    if (initiated === null) return refuseClosed(new Failure('The challenge changed while it was initiated.'));
    return { begun, initiated };
  }
  throw noMethod(row);
}

/** In order of preference; the first that Cognito offers is it. Throws `NoStepUpMethod` and `FactorTooNew` where there is none. */
async function methodsToTry(ports: Ports, caller: StepUpCaller, row: StepUpGrantRow) {
  const { factors, signIn } = ports;
  const known = await factors.read(caller.accessToken);
  if (known.userId !== caller.userId) throw new Failure('The access token is not the caller’s.');
  const counting = await countingMethods(ports, caller, row.methods);
  const named = signIn !== null && row.methods.includes('PASSKEY_STEP_UP');
  const ofUser = named ? await factors.passkeys(caller.accessToken) : [];
  const passkeys = counting.includes('PASSKEY_STEP_UP') ? passkeysOfSession(ofUser, caller.authTime) : [];
  const devices = row.methods.includes('PUSH_STEP_UP') ? await devicesToAsk(ports, caller) : [];
  const asked = { devices, passkeys };
  if (row.method !== undefined) {
    const gone = row.method === 'PASSKEY_STEP_UP' && passkeys.length === 0;
    if (gone && ofUser.length === 0) throw noMethod(row);
    if (gone || !counting.includes(row.method)) throw factorTooNew();
    return { methods: [row.method], ...asked };
  }
  const usual = chooseMethod(known, counting);
  const methods: StepUpMethod[] = [
    ...(passkeys.length > 0 ? (['PASSKEY_STEP_UP'] as const) : []),
    ...(devices.length > 0 ? (['PUSH_STEP_UP'] as const) : []),
    ...(usual === null ? [] : [usual]),
  ];
  if (methods.length === 0) {
    throw ofUser.length > 0 || chooseMethod(known, row.methods) !== null ? factorTooNew() : noMethod(row);
  }
  return { methods, ...asked };
}

function noMethod({ methods }: StepUpGrantRow): ApplicationError {
  return new ApplicationError('NoStepUpMethod', 'You have none of the factors that this operation takes.', { methods });
}

function tooManySends(): ApplicationError {
  const limit = stepUpLimits.sends;
  return new ApplicationError('LimitExceeded', `At most ${limit} codes are sent for a challenge.`, { limit });
}

function tooManySendsInHour(): ApplicationError {
  const limit = stepUpLimits.sendsPerHour;
  return new ApplicationError('LimitExceeded', `At most ${limit} codes are sent in an hour. Try again in the next.`, {
    limit,
    retryable: true,
  });
}
