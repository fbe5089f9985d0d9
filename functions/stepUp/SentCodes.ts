import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';

/** Of a user, in Cognito: where a code goes. */
export type CodeAttribute = 'phone_number' | 'email';

/** Which challenge the newest code to a phone or mailbox is for: Cognito takes the newest one for whatever it was asked for. */
export interface SentCodes {
  /** Notes the challenge, before its code is sent. `now` is epoch seconds. */
  note(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void>;
  /** Whether the newest code is for this challenge. Consistent. */
  isNewestFor(row: StepUpGrantRow, attribute: CodeAttribute): Promise<boolean>;
}
