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
  /** Of a message that is put into followers' lines: the follower up to whom it is, and how many deliveries that came to. */
  readonly reached?: string | undefined;
  readonly opened?: number;
  /** Devices of the page under way, by user: whoever repeats it may not find them all again. */
  readonly pending?: Readonly<Record<string, readonly string[]>>;
  /** Counts up whenever it is put again. */
  readonly revision: number;
}
