import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/** The user attribute that a code goes to, in Cognito. */
export type CodeAttribute = 'phone_number' | 'email';

/** Which challenge the newest code to a phone or mailbox is for. Cognito accepts that code for any challenge. */
export interface SentCodes {
  /** Records the challenge before its code is sent. `now` is epoch seconds. */
  note(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void>;
  /** Whether the newest code is for this challenge. Consistent. */
  isNewestFor(row: StepUpGrantRow, attribute: CodeAttribute): Promise<boolean>;
}
