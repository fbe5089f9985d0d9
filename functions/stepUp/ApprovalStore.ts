import type { ApprovalRow } from '../domain/stepUp/ApprovalRow.ts';

export interface ApprovalStore {
  /** Replaces what was asked for before: the newest push counts. */
  put(row: ApprovalRow): Promise<void>;
  /** Consistent. */
  find(challengeId: string): Promise<ApprovalRow | null>;
}
