import type { MessageRow } from '../domain/message/MessageRow.ts';

/** Messages, as far as dispatching needs them. */
export interface MessageStore {
  /** The message as it stands; null if there is none. Consistent. */
  read(messageId: string): Promise<MessageRow | null>;
  /** Marks an accepted message as being sent. False if it was cancelled or has ended. */
  begin(messageId: string): Promise<boolean>;
  /** Says how many deliveries the message has in all, now that its audience is resolved. */
  expect(messageId: string, deliveries: number): Promise<void>;
}
