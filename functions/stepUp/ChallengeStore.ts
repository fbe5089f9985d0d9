import type { StepUpMethod } from '../../schema/generated/types.ts';
import type { StepUpToken } from '../rules/keys.ts';
import type { StepUpAuditRow } from '../rules/stepUp/StepUpAuditRow.ts';
import type { CognitoSignIn, StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/**
 * The challenges of an access token. Another token's challenge is not found.
 * A step-up group counts and locks the answers to its challenges together, and a row shows that. Times are epoch
 * seconds.
 */
export interface ChallengeStore {
  /** Consistent. */
  find(token: StepUpToken, challengeId: string): Promise<StepUpGrantRow | null>;
  /** Counts a code before it is sent. Returns false if the challenge is closed or its codes are used up. */
  claimSend(tokenId: string, row: StepUpGrantRow, limit: number, now: number): Promise<boolean>;
  /** Sets the method and opens the challenge for answers. Returns null if it is closed. */
  initiate(tokenId: string, row: StepUpGrantRow, initiation: Initiation): Promise<StepUpGrantRow | null>;
  /**
   * Takes the sign-in at Cognito out of the challenge, so that it is answered once. Returns false if it has changed.
   */
  takeSignIn(tokenId: string, row: StepUpGrantRow): Promise<boolean>;
  /** Counts an answer before it is checked. Returns null if the challenge takes no more answers. */
  claimAttempt(tokenId: string, row: StepUpGrantRow, now: number): Promise<StepUpGrantRow | null>;
  /** Takes back a counted answer that was not checked. */
  returnAttempt(tokenId: string, row: StepUpGrantRow): Promise<void>;
  /**
   * Locks the challenge, and its step-up group if it has one. Returns false if the challenge was not open for answers.
   */
  lock(tokenId: string, row: StepUpGrantRow, lockedUntil: number): Promise<boolean>;
  /**
   * Makes the challenge a grant, without its sign-in at Cognito. With the scope `SESSION` it also writes the session
   * proof of its step-up group, in the same transaction. Returns false if the challenge was not open for answers.
   */
  complete(tokenId: string, row: StepUpGrantRow, completion: Completion): Promise<boolean>;
}

export interface Initiation {
  readonly method: StepUpMethod;
  /** Masked. */
  readonly destination: string | undefined;
  readonly matchNumber: string | undefined;
  readonly codeLength: number | undefined;
  readonly cognitoSignIn: CognitoSignIn | undefined;
  readonly expiresAt: number;
}

export interface Completion {
  readonly method: StepUpMethod;
  readonly completedAt: number;
  /** When the grant, and the session proof, are void. */
  readonly expiresAt: number;
  /** Recorded in the same transaction. */
  readonly audit: StepUpAuditRow;
}
