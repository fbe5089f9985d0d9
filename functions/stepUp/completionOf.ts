import type { StepUpMethod } from '../../schema/generated/types.ts';
import type { Clock } from '../rules/Clock.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { type Attempt, auditRow } from './audited.ts';
import type { Completion } from './ChallengeStore.ts';

export interface Proven {
  readonly method: StepUpMethod;
  /** Epoch seconds. */
  readonly now: number;
  /** When the token of the challenge ends, in epoch seconds. No proof outlives it. */
  readonly tokenExpiresAt: number;
}

/** Returns what a right answer writes: the times of the proof, and the audit row. */
export function completionOf(
  clock: Clock,
  attempt: Attempt,
  { maxAge }: StepUpGrantRow,
  { method, now, tokenExpiresAt }: Proven,
): Completion {
  return {
    method,
    completedAt: now,
    expiresAt: Math.min(tokenExpiresAt, now + maxAge),
    audit: auditRow(clock, attempt, 'STEP_UP_COMPLETED'),
  };
}
