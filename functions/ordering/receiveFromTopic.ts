import type { MessageStore } from '../delivery/MessageStore.ts';
import type { WorkQueue } from '../delivery/Work.ts';
import { fanOutQueue } from '../rules/keys.ts';
import { fanOutPosition } from '../rules/ordering/messageGroups.ts';
import { parseNotification } from '../rules/topics/parseNotification.ts';
import type { GroupQueues } from './GroupQueues.ts';

export interface Ports {
  readonly messages: Pick<MessageStore, 'read'>;
  readonly groupQueues: Pick<GroupQueues, 'put'>;
  readonly queue: WorkQueue;
}

/**
 * Queues a message that a FIFO topic delivered, for its fan-out to followers. May be repeated.
 * Returns false for a message that others published to the topic: its other subscribers get that one.
 */
export async function receiveFromTopic({ messages, groupQueues, queue }: Ports, body: string): Promise<boolean> {
  const notification = parseNotification(body);
  if (notification === null) return false;
  const message = await messages.read(notification.messageId);
  const topic = message?.audience.topic;
  if (!message || !topic?.groupId) return false;
  if (!notification.topicArn.endsWith(`-topic-${topic.topicId}.fifo`)) return false;
  const groupQueue = fanOutQueue(topic.topicId, topic.groupId);
  const position = fanOutPosition(notification.sequenceNumber, message.id);
  await groupQueues.put({ groupQueue, position, messageId: message.id }, [], message.ttl);
  await queue.add([{ kind: 'wake', groupQueue }]);
  return true;
}
