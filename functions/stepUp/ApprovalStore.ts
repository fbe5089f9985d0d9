import type { ApprovalRow } from '../rules/stepUp/ApprovalRow.ts';

export interface ApprovalStore {
  /** Replaces an earlier approval of the challenge: the newest push counts. */
  put(row: ApprovalRow): Promise<void>;
  /** Records the ids that SNS gave the pushes, for the feedback about them. `ttl`: epoch seconds. */
  noteSent(snsMessageIds: readonly string[], ttl: number): Promise<void>;
  /** Consistent. */
  find(challengeId: string): Promise<ApprovalRow | null>;
}
