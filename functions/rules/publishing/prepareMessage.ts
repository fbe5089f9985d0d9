import type { PublishInput } from '../../../schema/generated/types.ts';
import type { Refusal } from '../Refusal.ts';
import type { MessageRow } from './MessageRow.ts';
import { type MessageFacts, newMessage, validateNewMessage } from './newMessage.ts';
import { readMessage, validateMessage } from './readMessage.ts';

/** One entry of a batch, as the resolver hands it over. */
export type BatchEntry = ReadableEntry | UnreadableEntry;

export interface ReadableEntry {
  readonly id: string;
  readonly message: PublishInput;
  /** Canonical arguments. */
  readonly arguments: string;
  readonly refusal?: undefined;
}

/** An entry that `validateShape` refused: not even a function could be given it. */
export interface UnreadableEntry {
  readonly id: string;
  readonly refusal: Refusal;
}

/**
 * Returns the message that accepting the entry writes, or its refusal, as the steps `judgeMessage` and
 * `draftMessage` of `Mutation.publish` do.
 */
export function prepareMessage({ message: input }: ReadableEntry, facts: MessageFacts): MessageRow | Refusal {
  const given = readMessage(input);
  return validateMessage(input, given) ?? validateNewMessage(given, facts.now) ?? newMessage(given, facts);
}
