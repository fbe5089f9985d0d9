import type { Clock } from '../rules/Clock.ts';
import { PassingFailure } from '../rules/Failure.ts';
import { collapseIdOf } from '../rules/publishing/collapseIdOf.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { TopicAudience } from '../rules/publishing/validateAudience.ts';
import { renderTopicMessage } from '../rules/topics/renderTopicMessage.ts';
import type { TopicStore } from '../topics/TopicStore.ts';
import type { MessageStore } from './MessageStore.ts';
import type { PublicationStore } from './PublicationStore.ts';
import type { TopicPublisher } from './TopicPublisher.ts';

export interface Ports {
  readonly clock: Clock;
  readonly messages: Pick<MessageStore, 'read' | 'begin' | 'fail'>;
  readonly topics: Pick<TopicStore, 'read'>;
  readonly publications: PublicationStore;
  readonly publisher: TopicPublisher;
}

/**
 * Publishes a message to its topic with one call. Rejects if SNS did not take it now.
 * May be repeated: a publication that is recorded is not published again.
 *
 * A message can repeat if the process dies after SNS accepts it and before we record that.
 * A FIFO topic drops the second one within 5 minutes, by the message's id.
 */
export async function publishToTopic(ports: Ports, { id }: MessageRow, audience: TopicAudience): Promise<void> {
  const { clock, messages, topics, publications, publisher } = ports;
  if ((await messages.begin(id)) === 'ended') return;
  // The stream may have brought an older state.
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
    collapseId: collapseIdOf(options, id),
    attributes: audience.attributes ?? {},
    fifo: groupId ? { groupId, deduplicationId: id } : null,
  });
  if (outcome.kind === 'refused') {
    await messages.fail(id);
    return;
  }
  if (outcome.kind === 'later') throw new PassingFailure('SNS did not take the message now.');
  const { snsMessageId, sequenceNumber } = outcome;
  const publishedAt = new Date(clock.now()).toISOString();
  const publication = { snsMessageId, ...(sequenceNumber ? { sequenceNumber } : {}), publishedAt };
  // A message to a FIFO topic is completed by its deliveries to the topic's followers.
  await publications.record(id, publication, !groupId);
}
