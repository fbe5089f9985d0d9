/** A message's place in one group, under the group and its position: there from the moment it is accepted until it is settled. */
export interface OrderRow {
  readonly group: string;
  /** As `positionOf` has it. */
  readonly position: string;
  readonly messageId: string;
  /** Devices whose deliveries are sent in this place. */
  readonly deviceIds: readonly string[];
  /** Nothing is tried before, in epoch milliseconds: a wake-up is on its way for then. */
  readonly notBefore?: number;
  /** Times that working on it failed without a word from SNS. */
  readonly failures: number;
  /** Counts up whenever it is put again. */
  readonly revision: number;
}
