import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/** The user attribute that a code goes to, in Cognito. */
export type CodeAttribute = 'phone_number' | 'email';

/** What the newest code to a phone or mailbox is for. */
export interface SentCode {
  readonly challengeId: string;
  /** What the user is asked to approve. */
  readonly summary: string;
  /** When the challenge takes no such code any more, in epoch seconds. */
  readonly expiresAt: number;
}

/** Which challenge the newest code to a phone or mailbox is for. Cognito accepts that code for any challenge. */
export interface SentCodes {
  /** Records the challenge before its code is sent. `now` is epoch seconds. */
  note(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void>;
  /** Records that the code was taken, so that a later code says nothing of this challenge. `now` is epoch seconds. */
  close(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void>;
  /** Returns what was noted last, null if nothing was. Consistent. `userId`: Cognito `sub`. */
  newest(userId: string, attribute: CodeAttribute): Promise<SentCode | null>;
}
