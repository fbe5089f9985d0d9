// Runs in APPSYNC_JS too.
import { type Key, topicQueue, userQueue } from '../keys.ts';
import type { MessageRow } from '../publishing/MessageRow.ts';
import type { MessageAudience } from '../publishing/validateAudience.ts';

type Addressed = Pick<MessageRow, 'audience' | 'options'>;

/** A message as far as its group queues depend on it. */
export type Grouped = Addressed & Pick<MessageRow, 'publisherId'>;

/** Whether a message belongs to a message group, which fixes its order among others. */
export function isOrdered({ audience, options }: Addressed): boolean {
  return !!options.groupId || isForFifoTopic(audience);
}

/** FIFO topics require a message group, and other topics take none. */
export function isForFifoTopic({ topic }: MessageAudience): boolean {
  return !!topic?.groupId;
}

/**
 * Returns the group queues that a message enters when it is accepted: the topic's, which its publishers share, or one
 * of the publisher's own for each user. So no user waits for another, and no publisher's messages for another's.
 */
export function groupQueuesOf({ audience, options, publisherId }: Grouped): string[] {
  const { topic, userIds } = audience;
  if (topic?.groupId) return [topicQueue(topic.topicId, topic.groupId)];
  const { groupId } = options;
  return groupId ? (userIds ?? []).map((userId) => userQueue(publisherId, groupId, userId)) : [];
}

/** Returns a message's position: when it is due (epoch milliseconds), then its id, which sorts by acceptance. */
export function positionOf(due: number, messageId: string): string {
  const digits = `0000000000000${due}`;
  return `${digits.slice(digits.length - 13)}-${messageId}`;
}

/** Returns the position in a fan-out queue: SNS's sequence number, which has at most 39 digits, then the id. */
export function fanOutPosition(sequenceNumber: string, messageId: string): string {
  return `${sequenceNumber.padStart(40, '0')}-${messageId}`;
}

/** Returns the rows that are written together with a message: one for each of its group queues. */
export function queuedMessagesOf(message: MessageRow): (Key & { messageId: string; revision: number; ttl: number })[] {
  const sk = message.sequence ?? '';
  return groupQueuesOf(message).map((pk) => ({ pk, sk, messageId: message.id, revision: 0, ttl: message.ttl }));
}
