import type { MessageStore } from '../delivery/MessageStore.ts';
import type { WorkQueue } from '../delivery/Work.ts';
import { fanOutGroup } from '../rules/keys.ts';
import { handedOnPosition } from '../rules/ordering/orderGroups.ts';
import { parseNotification } from '../rules/topics/parseNotification.ts';
import type { OrderStore } from './OrderStore.ts';

export interface Ports {
  readonly messages: Pick<MessageStore, 'read'>;
  readonly order: Pick<OrderStore, 'put'>;
  readonly queue: WorkQueue;
}

/**
 * Puts a message that SNS handed on of a FIFO topic's group into line, for the users who follow the topic. Answers whether it is one: what others publish
 * to the topic is for its other subscribers. May be repeated.
 */
export async function receiveFromTopic({ messages, order, queue }: Ports, body: string): Promise<boolean> {
  const told = parseNotification(body);
  const message = told === null ? null : await messages.read(told.messageId);
  const topic = message?.audience.topic;
  if (!told || !message || !topic?.groupId || !told.topicArn.endsWith(`-topic-${topic.topicId}.fifo`)) return false;
  const group = fanOutGroup(topic.topicId, topic.groupId);
  const position = handedOnPosition(told.sequenceNumber, message.id);
  await order.put({ group, position, messageId: message.id }, [], message.ttl);
  await queue.add([{ kind: 'wake', group }]);
  return true;
}
