// Runs in APPSYNC_JS too.
import type {
  StepUpChallengeStatus,
  StepUpMethod,
  StepUpRequirement,
  StepUpScope,
} from '../../../schema/generated/types.ts';

/** The step-up that an operation requires: a row of the settings table, or the default. */
export interface StepUpRule {
  readonly requirement: StepUpRequirement;
  readonly scope: StepUpScope;
  readonly methods: readonly StepUpMethod[];
  /** A sign-in of this level or more counts as a proof: 1–4. Absent: no sign-in does. */
  readonly acrLevel?: number;
  /** Seconds that a proof counts. */
  readonly maxAge: number;
  /** Wrong answers before the lock. */
  readonly maxAttempts: number;
  /** The step-up group, which shares wrong answers, locks and session proofs. Absent: the rule is for one operation. */
  readonly group?: string;
}

/** A rule that an admin set for an operation, by itself or with a step-up group. */
export interface StepUpSettingRow extends StepUpRule {
  readonly operation: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Cognito `sub`. */
  readonly updatedBy: string;
}

/**
 * A rule that an admin set for a step-up group. Each operation's row has it too, which is the one that the guard reads.
 */
export interface StepUpGroupRow extends StepUpRule {
  readonly group: string;
  readonly operations: readonly string[];
  /** Changes with every change of the row, so that of two changes at once one is refused. */
  readonly revision: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Cognito `sub`. */
  readonly updatedBy: string;
}

/**
 * A challenge, and the grant that it becomes. There is one row per access token, operation and asking service.
 * So one is open at most. Times are epoch seconds.
 */
export interface StepUpGrantRow {
  readonly challengeId: string;
  readonly userId: string;
  readonly operation: string;
  /** The ARN of the role that asks about another service's operation. Absent for an operation of this API. */
  readonly service?: string;
  /** The canonical arguments of the refused call. For a service, its summary and the arguments. */
  readonly arguments: string;
  /** What the user is asked to approve. */
  readonly summary: string;
  readonly status: StepUpChallengeStatus;
  readonly scope: StepUpScope;
  readonly methods: readonly StepUpMethod[];
  readonly maxAge: number;
  readonly maxAttempts: number;
  /** The operation's step-up group when the challenge was opened. */
  readonly group?: string;
  /**
   * The number of answers so far, counted before they are checked. It outlives the challenge: another call with other
   * arguments has no new attempts.
   */
  readonly attempts: number;
  /** Codes sent for this challenge. */
  readonly sends: number;
  /** When the open challenge, or the grant, ends. */
  readonly expiresAt: number;
  readonly lockedUntil?: number;
  readonly method?: StepUpMethod;
  /** Masked. */
  readonly destination?: string;
  /** Two digits to enter when approving on a device. */
  readonly matchNumber?: string;
  /** Digits of the code. */
  readonly codeLength?: number;
  /** The sign-in at Cognito that the answer completes, for methods that use one. It never leaves the server. */
  readonly cognitoSignIn?: CognitoSignIn;
  /** When it was answered. */
  readonly completedAt?: number;
  /** When DynamoDB may remove the row. No decision depends on it. */
  readonly ttl: number;
}

/** A `USER_AUTH` sign-in that waits for its answer. */
export interface CognitoSignIn {
  /** Cognito's session string. It and the answer are all that signing in takes. */
  readonly session: string;
  /** What the passkey signs, base64url. */
  readonly webAuthnChallenge?: string;
  /** The domain that the passkey signs for. */
  readonly relyingPartyId?: string;
}

/** A proof that counts for a whole session. Times are epoch seconds. */
export interface StepUpSessionProof {
  readonly method: StepUpMethod;
  readonly completedAt: number;
  readonly expiresAt: number;
}

/**
 * The state of a whole session: one row per access token, with attributes for each step-up group, so that writing one
 * leaves the others.
 * An operation without a group has a session proof of its own here. Its wrong answers and locks are on its own row.
 */
export interface StepUpSessionRow {
  readonly [proof: `proof:${string}`]: StepUpSessionProof | undefined;
  /**
   * The number of answers to the group's challenges since the last right answer or lock, counted before they are
   * checked.
   */
  readonly [answers: `answers:${string}`]: number | undefined;
  readonly [lockedUntil: `lockedUntil:${string}`]: number | undefined;
  readonly ttl: number;
}
