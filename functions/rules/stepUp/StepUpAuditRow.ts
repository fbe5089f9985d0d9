// Runs in APPSYNC_JS too.
import type { StepUpMethod } from '../../../schema/generated/types.ts';

/** One attempt, or one use of a proof. Holds no code, token or address. */
export interface StepUpAuditRow {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Cognito `sub`. */
  readonly userId: string;
  readonly challengeId: string;
  /** The challenge's status after it, or the `errorType` of its refusal. */
  readonly outcome: string;
  /** Absent if there was no such challenge. */
  readonly operation?: string;
  readonly method?: StepUpMethod;
  readonly ttl: number;
}
