// Runs in APPSYNC_JS too.
import type {
  StepUpChallengeStatus,
  StepUpMethod,
  StepUpRequirement,
  StepUpScope,
} from '../../../schema/generated/types.ts';

/** What an operation asks for: a row of the settings table, or the default. */
export interface StepUpRule {
  readonly requirement: StepUpRequirement;
  readonly scope: StepUpScope;
  readonly methods: readonly StepUpMethod[];
  /** A sign-in of this level or more counts as a proof: 1–4. Absent: none does. */
  readonly acrLevel?: number;
  /** Seconds for which a proof counts. */
  readonly maxAge: number;
  /** Wrong answers before the lock. */
  readonly maxAttempts: number;
}

/** A rule as an admin set it. */
export interface StepUpSettingRow extends StepUpRule {
  readonly operation: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Cognito `sub`. */
  readonly updatedBy: string;
}

/** A challenge, and the grant it becomes: one row per access token and operation, so at most one is open. Times are epoch seconds. */
export interface StepUpGrantRow {
  readonly challengeId: string;
  readonly userId: string;
  readonly operation: string;
  /** Canonical arguments of the refused call. */
  readonly arguments: string;
  readonly status: StepUpChallengeStatus;
  readonly scope: StepUpScope;
  readonly methods: readonly StepUpMethod[];
  readonly maxAge: number;
  readonly maxAttempts: number;
  /**
   * Answers so far, each counted before it is checked. It outlives the challenge: calling again with other arguments does not buy new attempts.
   */
  readonly attempts: number;
  /** Codes sent for this challenge. */
  readonly sends: number;
  /** When the open challenge, or the grant, is void. */
  readonly expiresAt: number;
  readonly lockedUntil?: number;
  readonly method?: StepUpMethod;
  /** Masked. */
  readonly destination?: string;
  /** Two digits to name when approving on a device. */
  readonly matchNumber?: string;
  /** When it was answered. */
  readonly completedAt?: number;
  /** When DynamoDB may remove the row: never what decides. */
  readonly ttl: number;
}

/** Proof that counts for a whole session: one row per access token. */
export interface StepUpSessionRow {
  readonly method: StepUpMethod;
  readonly completedAt: number;
  readonly expiresAt: number;
  readonly ttl: number;
}
