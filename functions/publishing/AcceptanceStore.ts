import { Failure } from '../rules/Failure.ts';
import type { Key } from '../rules/keys.ts';
import type { IdempotencyRecord } from '../rules/publishing/idempotency.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { RecipientRow } from '../rules/publishing/recipients.ts';
import type { TopicRow } from '../rules/topics/TopicRows.ts';

/** The store was throttled, or another call was in the way: a repetition may go through. */
export class TryAgain extends Failure {
  override readonly name = 'TryAgain';
}

/** The rows that accepting a message depends on. */
export interface AcceptanceKeys {
  readonly record: Key;
  readonly recipients: readonly Key[];
  readonly topicId: string | null;
}

export interface AcceptanceRows {
  /** The idempotency record, even one that has expired. */
  readonly record: IdempotencyRecord | null;
  /** The rows of the recipients that exist. */
  readonly recipients: readonly RecipientRow[];
  readonly topic: TopicRow | null;
}

/** The store that messages are accepted into. Reads are consistent. Each operation may reject with `TryAgain`. */
export interface AcceptanceStore {
  read(keys: AcceptanceKeys): Promise<AcceptanceRows>;
  /**
   * Writes the `rowsToAccept` in one transaction. Returns null, or the record of an earlier call with nothing written.
   */
  accept(message: MessageRow, record: IdempotencyRecord): Promise<IdempotencyRecord | null>;
  message(messageId: string): Promise<MessageRow | null>;
}
