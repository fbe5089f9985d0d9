import type { ApprovalRow } from '../rules/stepUp/ApprovalRow.ts';

export interface ApprovalStore {
  /** Replaces what was asked for before: the newest push counts. */
  put(row: ApprovalRow): Promise<void>;
  /** Notes the ids that SNS gave the pushes, for whoever gets SNS's reports on them (functions/feedback). `ttl`: epoch seconds. */
  noteSent(snsMessageIds: readonly string[], ttl: number): Promise<void>;
  /** Consistent. */
  find(challengeId: string): Promise<ApprovalRow | null>;
}
