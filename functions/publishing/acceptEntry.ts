import { idempotencyKey } from '../rules/keys.ts';
import { type IdempotencyRecord, idempotencyKeyReused, newRecord } from '../rules/publishing/idempotency.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { ReadableEntry } from '../rules/publishing/prepareMessage.ts';
import { recipientKeys, validateRecipients, withRecipients } from '../rules/publishing/recipients.ts';
import { validateTopic } from '../rules/publishing/validateTopic.ts';
import type { Refusal } from '../rules/Refusal.ts';
import { type AcceptanceStore, TryAgain } from './AcceptanceStore.ts';

export interface Accepted {
  readonly message: MessageRow;
  readonly replayed: boolean;
}

/**
 * Accepts one entry's message under the idempotency record that `Mutation.publish` uses, so each replays the other.
 * Rejects with `TryAgain` if a repetition may go through. `now`: epoch seconds.
 */
export async function acceptEntry(
  store: AcceptanceStore,
  entry: ReadableEntry,
  prepared: MessageRow,
  now: number,
): Promise<Accepted | Refusal> {
  const { audience } = prepared;
  const key = idempotencyKey('Mutation.publish', prepared.publisherId, entry.message.idempotencyKey);
  const topicId = audience.topic?.topicId ?? null;
  const known = await store.read({ record: key, recipients: recipientKeys(audience), topicId });
  if (known.record !== null && known.record.expiresAt > now) return replay(store, entry, known.record);
  const message = withRecipients(prepared, known.recipients);
  const refused = audience.topic ? validateTopic(audience.topic, known.topic) : validateRecipients(message);
  if (refused !== null) return refused;
  const earlier = await store.accept(message, newRecord(key, entry.arguments, message.id, now));
  return earlier === null ? { message, replayed: false } : replay(store, entry, earlier);
}

async function replay(
  store: AcceptanceStore,
  entry: ReadableEntry,
  record: IdempotencyRecord,
): Promise<Accepted | Refusal> {
  if (record.arguments !== entry.arguments) return idempotencyKeyReused();
  const message = await store.message(record.madeId);
  if (message === null) throw new TryAgain('The first answer could not be read.');
  return { message, replayed: true };
}
