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
import { type Attempt, audited } from './audited.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { completionOf } from './completionOf.ts';
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
  readonly hourly: HourlyCounts;
}

/**
 * Approves or denies the challenge of another session, on a device that was sent it. The caller is the same user in
 * another sign-in, and has the push's secret and the number on the waiting screen. Denying locks the challenge.
 * Throws ApplicationError `NotFound`, `SameSession`, `ChallengeExpired`, `ChallengeLocked`, `CodeReplayed`,
 * `CodeMismatch`.
 */
export function approveStepUp(ports: Ports, caller: StepUpCaller, input: ApproveStepUpInput): Promise<StepUpGrantRow> {
  const attempt: Attempt = { userId: caller.userId, challengeId: input.challengeId, row: null };
  return audited(ports, attempt, () => decide(ports, caller, attempt, input));
}

async function decide(
  ports: Ports,
  caller: StepUpCaller,
  attempt: Attempt,
  input: ApproveStepUpInput,
): Promise<StepUpGrantRow> {
  const { challenges, clock } = ports;
  const now = Math.floor(clock.now() / 1000);
  const approval = await readApproval(ports, caller, input);
  attempt.row = await challenges.find(approval, input.challengeId);
  const row = openChallenge(attempt.row, caller.userId, now);
  if (row.method !== 'PUSH_STEP_UP' || approval.expiresAt <= now) {
    throw new ApplicationError('ChallengeExpired', 'The challenge is void.', { challengeId: row.challengeId });
  }
  return input.approve ? approve(ports, attempt, row, approval, input.number, now) : deny(ports, row, approval, now);
}

/** Returns the approval that the push asked for. Throws for any other user, secret or session. */
async function readApproval(
  { approvals }: Ports,
  { originTokenId, userId }: StepUpCaller,
  { challengeId, secret }: ApproveStepUpInput,
): Promise<ApprovalRow> {
  const approval = await approvals.find(challengeId);
  if (approval === null || approval.userId !== userId || !hasSecret(approval, secret)) {
    refuse(notFound('challenge', 'input.challengeId'));
  }
  // A token without the id of its sign-in could be a refreshed token of the session that waits.
  if (originTokenId === null || originTokenId === approval.originTokenId) {
    throw new ApplicationError('SameSession', 'The session that waits cannot approve for itself.');
  }
  return approval;
}

/** Locks the challenge, so that the denied session does not simply ask again. */
async function deny(
  { challenges }: Ports,
  row: StepUpGrantRow,
  { tokenId }: ApprovalRow,
  now: number,
): Promise<StepUpGrantRow> {
  const lockedUntil = now + stepUpLimits.lockSeconds;
  if (!(await challenges.lock(tokenId, row, lockedUntil))) return refuseChanged(challenges, tokenId, row, now);
  return { ...row, status: 'STEP_UP_LOCKED', lockedUntil };
}

async function approve(
  { challenges, clock, hourly }: Ports,
  attempt: Attempt,
  row: StepUpGrantRow,
  { number, tokenExpiresAt, tokenId }: ApprovalRow,
  given: ApproveStepUpInput['number'],
  now: number,
): Promise<StepUpGrantRow> {
  const claimed = await challenges.claimAttempt(tokenId, row, now);
  if (claimed === null) return refuseChanged(challenges, tokenId, row, now);
  if (given !== number) {
    const { attempts, challengeId, maxAttempts } = claimed;
    const attemptsRemaining = maxAttempts - attempts;
    if (attemptsRemaining <= 0) return lockOut(challenges, tokenId, claimed, now);
    throw new ApplicationError('CodeMismatch', 'That is not the number.', { challengeId, attemptsRemaining });
  }
  const completion = completionOf(clock, attempt, row, { method: 'PUSH_STEP_UP', now, tokenExpiresAt });
  if (!(await challenges.complete(tokenId, claimed, completion))) return refuseChanged(challenges, tokenId, row, now);
  await hourly.giveBack(row.userId, 'sends', now);
  return { ...claimed, status: 'STEP_UP_COMPLETED', completedAt: now, expiresAt: completion.expiresAt };
}

function hasSecret({ secretHash }: ApprovalRow, secret: string): boolean {
  return timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(secretHash, 'hex'));
}
