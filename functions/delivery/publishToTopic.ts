import type { Clock } from '../rules/Clock.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { TopicAudience } from '../rules/publishing/validateAudience.ts';
import { renderTopicMessage } from '../rules/topics/renderTopicMessage.ts';
import type { TopicStore } from '../topics/TopicStore.ts';
import type { MessageStore } from './MessageStore.ts';
import type { PublicationStore, TopicPublisher } from './TopicPublisher.ts';

export interface Ports {
  readonly clock: Clock;
  readonly messages: Pick<MessageStore, 'read' | 'begin' | 'fail'>;
  readonly topics: Pick<TopicStore, 'read'>;
  readonly publications: PublicationStore;
  readonly publisher: TopicPublisher;
}

/**
 * Publishes a message to its topic: one call, whose answer is all that is known of it, but for the phones behind a FIFO topic. May be repeated: what SNS took is not published again, unless
 * the run that published died before it wrote that down. A FIFO topic drops such a second one within 5 minutes, by the message's id.
 * Rejects if SNS did not take it now.
 */
export async function publishToTopic(ports: Ports, { id }: MessageRow, audience: TopicAudience): Promise<void> {
  const { clock, messages, topics, publications, publisher } = ports;
  if ((await messages.begin(id)) === 'ended') return;
  // As it stands, not as the stream saw it.
  const message = await messages.read(id);
  if (message === null || message.publication !== undefined) return;
  const topic = await topics.read(audience.topicId);
  const timeToLive = Math.floor((Date.parse(message.expiresAt) - clock.now()) / 1000);
  if (topic?.status !== 'ACTIVE' || topic.arn === undefined || timeToLive < 0) {
    await messages.fail(id);
    return;
  }
  const { options } = message;
  const { groupId } = audience;
  const outcome = await publisher.publish({
    topicArn: topic.arn,
    payloads: renderTopicMessage(message, timeToLive),
    timeToLive,
    highPriority: options.priority === 'HIGH',
    background: options.pushType === 'BACKGROUND',
    collapseId: options.collapseId,
    attributes: audience.attributes ?? {},
    fifo: groupId ? { groupId, deduplicationId: id } : null,
  });
  if (outcome.kind === 'refused') {
    await messages.fail(id);
    return;
  }
  if (outcome.kind === 'later') throw new Error('SNS did not take the message now.');
  const { snsMessageId, sequenceNumber } = outcome;
  const publishedAt = new Date(clock.now()).toISOString();
  const publication = { snsMessageId, ...(sequenceNumber ? { sequenceNumber } : {}), publishedAt };
  // Of a FIFO topic's message there are deliveries to come, to those who follow the topic.
  await publications.record(id, publication, !groupId);
}
