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
  /** The group of operations that the rule is for: wrong answers, locks and session proofs are the group's. Absent: it is for one operation. */
  readonly group?: string;
}

/** A rule as an admin set it for an operation, of its own or with a group. */
export interface StepUpSettingRow extends StepUpRule {
  readonly operation: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Cognito `sub`. */
  readonly updatedBy: string;
}

/** A rule as an admin set it for a group. It is on the row of each operation too, which is what the guard reads. */
export interface StepUpGroupRow extends StepUpRule {
  readonly group: string;
  readonly operations: readonly string[];
  /** Another one after every change, so that of two changes at once one is refused. */
  readonly revision: string;
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
  /** The operation's group when the challenge was opened. */
  readonly group?: string;
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
  /** Digits of the code. */
  readonly codeLength?: number;
  /** The sign-in at Cognito that an answer completes, where the method goes by one. It never leaves the server. */
  readonly cognitoSignIn?: CognitoSignIn;
  /** When it was answered. */
  readonly completedAt?: number;
  /** When DynamoDB may remove the row: never what decides. */
  readonly ttl: number;
}

/** A `USER_AUTH` sign-in that waits for its answer. */
export interface CognitoSignIn {
  /** Cognito's session string: with it, whoever has the answer signs in. */
  readonly session: string;
  /** What a passkey is to sign, base64url. */
  readonly webAuthnChallenge?: string;
  /** The domain that it is to sign for. */
  readonly relyingPartyId?: string;
}

/** Proof that counts for a whole session. Times are epoch seconds. */
export interface StepUpSessionProof {
  readonly method: StepUpMethod;
  readonly completedAt: number;
  readonly expiresAt: number;
}

/**
 * What holds for a whole session, each by group and in an attribute of its own, so that writing one leaves the others: one row per access token.
 * Operations without a group share the proof of the group without a name; their wrong answers and locks are on their own rows.
 */
export interface StepUpSessionRow {
  readonly [proof: `proof:${string}`]: StepUpSessionProof | undefined;
  /** Answers to the group's challenges since the last right one or the last lock, each counted before it is checked. */
  readonly [answers: `answers:${string}`]: number | undefined;
  readonly [lockedUntil: `lockedUntil:${string}`]: number | undefined;
  /** Whose token it is; there since the first right answer. */
  readonly userId?: string;
  readonly ttl: number;
}
