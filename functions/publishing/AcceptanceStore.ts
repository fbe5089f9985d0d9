import type { Key } from '../rules/keys.ts';
import type { IdempotencyRecord } from '../rules/publishing/idempotency.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { TopicRow } from '../rules/topics/TopicRows.ts';

/** What did not go through now may when it is repeated: throttled, or in another's way. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

export interface Question {
  readonly record: Key;
  readonly recipients: readonly Key[];
  readonly topicId: string | null;
}

export interface Known {
  /** What the key led to before, be it over a day ago. */
  readonly record: IdempotencyRecord | null;
  /** Those of the recipients that are there. */
  readonly recipients: readonly Key[];
  readonly topic: TopicRow | null;
}

/** Where messages are accepted. Reads are consistent. Every operation may reject with `TryAgain`. */
export interface AcceptanceStore {
  look(question: Question): Promise<Known>;
  /** Writes message, its places in its groups, and record together. Answers the record that stood in the way, or null if it was written. `now`: epoch seconds. */
  accept(message: MessageRow, record: IdempotencyRecord & Key, now: number): Promise<IdempotencyRecord | null>;
  message(messageId: string): Promise<MessageRow | null>;
}
