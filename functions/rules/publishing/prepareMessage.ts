import type { PublishInput } from '../../../schema/generated/types.ts';
import type { Refusal } from '../Refusal.ts';
import type { MessageRow } from './MessageRow.ts';
import { type MessageFacts, newMessage, validateNewMessage } from './newMessage.ts';
import { readMessage, validateMessage } from './readMessage.ts';
import { validateIdempotencyKey } from './validateIdempotencyKey.ts';

/** One entry of a batch, as the resolver hands it over. */
export interface BatchEntry {
  readonly id: string;
  readonly message: PublishInput;
  /** `message.scheduledAt` in milliseconds since the epoch. */
  readonly scheduledAt: number | null;
  /** Canonical arguments; null where they are nested too deeply. */
  readonly arguments: string | null;
}

/**
 * Returns the message that accepting the entry writes, or its refusal, as `Mutation.publish` and its step
 * `draftMessage` do.
 */
export function prepareMessage(
  { message: input, scheduledAt }: BatchEntry,
  facts: Omit<MessageFacts, 'scheduledAt'>,
): MessageRow | Refusal {
  const given = readMessage(input);
  const all = { ...facts, scheduledAt };
  const refusal =
    validateIdempotencyKey(input.idempotencyKey) ?? validateMessage(given) ?? validateNewMessage(given, all);
  return refusal ?? newMessage(given, all);
}
