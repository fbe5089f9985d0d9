import type { OrderRow } from '../rules/ordering/OrderRow.ts';

/** What stands in line, group by group. */
export interface OrderStore {
  /** The group's first; null if nothing stands in it. Consistent. */
  first(group: string): Promise<OrderRow | null>;
  /** Puts a message into its place, be it there or not; what devices the place has already, it keeps. `ttl`: epoch seconds. */
  put(
    place: Pick<OrderRow, 'group' | 'position' | 'messageId'>,
    deviceIds: readonly string[],
    ttl: number,
  ): Promise<void>;
  /** Has the place wait, until so many epoch milliseconds. */
  hold(row: OrderRow, until: number): Promise<void>;
  /** Notes how far the message has been put into followers' lines. */
  checkpoint(row: OrderRow, reached: Required<Pick<OrderRow, 'reached' | 'opened' | 'pending'>>): Promise<void>;
  /** Counts a failure. */
  noteFailure(row: OrderRow): Promise<void>;
  /** Takes the message out of the line, unless it was put again since it was read. */
  remove(row: OrderRow): Promise<void>;
}
