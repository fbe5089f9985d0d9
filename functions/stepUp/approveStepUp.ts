import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApproveStepUpInput } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { notFound } from '../rules/Refusal.ts';
import { refuse } from '../rules/refuse.ts';
import type { ApprovalRow } from '../rules/stepUp/ApprovalRow.ts';
import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { ApprovalStore } from './ApprovalStore.ts';
import { type Attempt, audited, auditRow } from './audited.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import { lockOut } from './lockOut.ts';
import { refuseChanged } from './refuseChanged.ts';
import type { StepUpAudit } from './StepUpAudit.ts';
import type { StepUpCaller } from './StepUpCaller.ts';

export interface Ports {
  readonly approvals: ApprovalStore;
  readonly audit: StepUpAudit;
  readonly challenges: ChallengeStore;
  readonly clock: Clock;
  readonly hourly: Pick<HourlyCounts, 'giveBack'>;
}

/**
 * Approves or denies another session's challenge, from a device that was sent it: by the same user, in a sign-in of its own, with the secret of the
 * push and the number on the waiting screen. Denying locks the challenge, so that whoever waits does not simply ask again.
 * Throws ApplicationError `NotFound`, `SameSession`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed`, `CodeMismatch`.
 */
export function approveStepUp(ports: Ports, caller: StepUpCaller, input: ApproveStepUpInput): Promise<StepUpGrantRow> {
  const attempt: Attempt = { userId: caller.userId, challengeId: input.challengeId, row: null };
  return audited(ports, attempt, () => approve(ports, caller, attempt, input));
}

async function approve(
  ports: Ports,
  caller: StepUpCaller,
  attempt: Attempt,
  input: ApproveStepUpInput,
): Promise<StepUpGrantRow> {
  const { approvals, challenges, clock } = ports;
  const now = Math.floor(clock.now() / 1000);
  const approval = await approvals.find(input.challengeId);
  if (approval === null || approval.userId !== caller.userId || !hasSecret(approval, input.secret)) {
    refuse(notFound('challenge', 'input.challengeId'));
  }
  // A token without its sign-in's id could be a refreshed one of the session that waits.
  if (caller.originTokenId === null || caller.originTokenId === approval.originTokenId) {
    throw new ApplicationError('SameSession', 'The session that waits cannot approve for itself.');
  }
  const { tokenId } = approval;
  attempt.row = await challenges.find(tokenId, input.challengeId);
  const row = openChallenge(attempt.row, caller.userId, now);
  if (row.method !== 'PUSH_STEP_UP' || approval.expiresAt <= now) {
    throw new ApplicationError('ChallengeExpired', 'The challenge is void.', { challengeId: row.challengeId });
  }
  if (!input.approve) {
    const lockedUntil = now + stepUpLimits.lockSeconds;
    if (!(await challenges.lock(tokenId, row, lockedUntil))) return refuseChanged(challenges, tokenId, row, now);
    return { ...row, status: 'STEP_UP_LOCKED', lockedUntil };
  }
  const claimed = await challenges.claimAttempt(tokenId, row, now);
  if (claimed === null) return refuseChanged(challenges, tokenId, row, now);
  if (input.number !== approval.number) {
    const attemptsRemaining = claimed.maxAttempts - claimed.attempts;
    if (attemptsRemaining <= 0) return lockOut(challenges, tokenId, claimed, now);
    const { challengeId } = claimed;
    throw new ApplicationError('CodeMismatch', 'That is not the number.', { challengeId, attemptsRemaining });
  }
  const completion = {
    method: 'PUSH_STEP_UP',
    completedAt: now,
    expiresAt: Math.min(approval.tokenExpiresAt, now + row.maxAge, now + stepUpLimits.sessionSeconds),
    audit: auditRow(clock, attempt, 'STEP_UP_COMPLETED'),
    sessionExpiresAt: Math.min(approval.tokenExpiresAt, now + stepUpLimits.sessionSeconds),
  } as const;
  if (!(await challenges.complete(tokenId, claimed, completion))) return refuseChanged(challenges, tokenId, row, now);
  await ports.hourly.giveBack(caller.userId, 'sends', now);
  return { ...claimed, status: 'STEP_UP_COMPLETED', completedAt: now, expiresAt: completion.expiresAt };
}

function hasSecret({ secretHash }: ApprovalRow, secret: string): boolean {
  return timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(secretHash, 'hex'));
}
