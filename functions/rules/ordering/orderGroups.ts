// Runs in APPSYNC_JS too.
import { type Key, topicGroup, userGroup } from '../keys.ts';
import type { MessageRow } from '../publishing/MessageRow.ts';
import type { MessageAudience } from '../publishing/validateAudience.ts';

type Grouped = Pick<MessageRow, 'audience' | 'options'>;

/** Whether a message has an order among others. */
export function isOrdered({ audience, options }: Grouped): boolean {
  return !!options.groupId || isForFifoTopic(audience);
}

/** Only FIFO topics take a group, and they take nothing without one. */
export function isForFifoTopic({ topic }: MessageAudience): boolean {
  return !!topic?.groupId;
}

/** The groups that a message is sent in: one of its topic, or one for each of its users, so that none of them waits for another. */
export function orderGroups({ audience, options }: Grouped): string[] {
  const { topic, userIds } = audience;
  if (topic?.groupId) return [topicGroup(topic.topicId, topic.groupId)];
  const { groupId } = options;
  return groupId ? (userIds ?? []).map((userId) => userGroup(groupId, userId)) : [];
}

/** A message's position: by when it is due, in milliseconds since the epoch, then by its id, which sorts by acceptance. As text of one length. */
export function positionOf(due: number, messageId: string): string {
  const digits = `0000000000000${due}`;
  return `${digits.slice(digits.length - 13)}-${messageId}`;
}

/** The position of a message that SNS handed on, by SNS's sequence number, which has at most 39 digits (128 bits). */
export function handedOnPosition(sequenceNumber: string, messageId: string): string {
  return `${sequenceNumber.padStart(40, '0')}-${messageId}`;
}

/** The rows that are written with an ordered message: its place in each of its groups. */
export function placesOf(message: MessageRow): (Key & { messageId: string; revision: number; ttl: number })[] {
  const sk = message.sequence ?? '';
  return orderGroups(message).map((pk) => ({ pk, sk, messageId: message.id, revision: 0, ttl: message.ttl }));
}
