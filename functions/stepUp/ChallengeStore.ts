import type { StepUpMethod } from '../../schema/generated/types.ts';
import type { StepUpAuditRow } from '../rules/stepUp/StepUpAuditRow.ts';
import type { CognitoSignIn, StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/**
 * Challenges of one access token; a challenge of another token is not found. Answers to the challenges of a group are counted and locked together, and
 * a row says so. Times are epoch seconds.
 */
export interface ChallengeStore {
  /** Consistent. */
  find(tokenId: string, challengeId: string): Promise<StepUpGrantRow | null>;
  /** Counts a code to be sent, before it is. False if the challenge is no longer open or its codes are used up. */
  claimSend(tokenId: string, row: StepUpGrantRow, limit: number, now: number): Promise<boolean>;
  /** Sets the method and opens the challenge for answers. Null if it is no longer open. */
  initiate(tokenId: string, row: StepUpGrantRow, initiation: Initiation): Promise<StepUpGrantRow | null>;
  /** Takes the sign-in at Cognito out of the challenge, so that it is answered once. False if it is another by now, or gone. */
  takeSignIn(tokenId: string, row: StepUpGrantRow): Promise<boolean>;
  /** Counts an answer, before it is checked. Null if the challenge takes no more: answered, locked, void or used up. */
  claimAttempt(tokenId: string, row: StepUpGrantRow, now: number): Promise<StepUpGrantRow | null>;
  /** Takes back a counted answer that was never checked. */
  returnAttempt(tokenId: string, row: StepUpGrantRow): Promise<void>;
  /** With the whole group, where it is in one. False if the challenge itself was not open for answers. */
  lock(tokenId: string, row: StepUpGrantRow, lockedUntil: number): Promise<boolean>;
  /**
   * Makes the challenge a grant, which remembers no sign-in at Cognito, and with scope `SESSION` the token's session proof, for its group alone, in one
   * transaction. False if it was not open for answers.
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
  /** When the grant is void. */
  readonly expiresAt: number;
  /** When the session proof is void. */
  readonly sessionExpiresAt: number;
  /** Recorded in the same transaction. */
  readonly audit: StepUpAuditRow;
}
