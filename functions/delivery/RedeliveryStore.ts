import type { RedeliveryRow } from '../rules/delivery/RedeliveryRow.ts';

/** Redeliveries of messages, with the mark that their messages have meanwhile. */
export interface RedeliveryStore {
  /** Returns the redelivery, or null. Consistent. */
  read(id: string): Promise<RedeliveryRow | null>;
  /**
   * Marks the message, and makes a `COMPLETED` one `SENDING` again. A `FAILED` one is, once it is dispatched.
   * A marked message does not become complete.
   */
  begin(redelivery: Pick<RedeliveryRow, 'id' | 'messageId'>): Promise<void>;
  /** Takes the mark off the message. */
  end(redelivery: Pick<RedeliveryRow, 'id' | 'messageId'>): Promise<void>;
  /** Saves the redelivery. Returns false if another invocation has written since `next.revision - 1`. */
  save(next: RedeliveryRow): Promise<boolean>;
}
