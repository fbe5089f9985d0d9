import type { Clock } from '../rules/Clock.ts';
import { PassingFailure } from '../rules/Failure.ts';
import { collapseIdOf } from '../rules/publishing/collapseIdOf.ts';
import { renderTopicMessage } from '../rules/topics/renderTopicMessage.ts';
import type { TopicStore } from '../topics/TopicStore.ts';
import type { MessageStore } from './MessageStore.ts';
import type { PublicationStore } from './PublicationStore.ts';
import type { TopicOutcome, TopicPublisher, TopicRequest } from './TopicPublisher.ts';

export interface PublicationPorts {
  readonly clock: Clock;
  readonly messages: Pick<MessageStore, 'read' | 'begin' | 'fail'>;
  readonly topics: Pick<TopicStore, 'read'>;
  readonly publications: PublicationStore;
}

/** What is published, of a message whose rows may be removed at `ttl`, in epoch seconds. */
export interface Begun extends TopicRequest {
  readonly ttl: number;
}

export interface Ports extends PublicationPorts {
  readonly publisher: TopicPublisher;
}

/**
 * Publishes a message to its topic with a call of its own. Rejects if SNS did not take it now.
 * May be repeated: a publication that is recorded is not published again.
 *
 * A message can repeat if the process dies after SNS accepts it and before we record that.
 * A FIFO topic drops the second one within 5 minutes, by the message's id.
 */
export async function publishToTopic(ports: Ports, messageId: string): Promise<void> {
  const request = await beginPublication(ports, messageId);
  if (request !== null) await endPublication(ports, messageId, request, await ports.publisher.publish(request));
}

/** Returns what to publish, or null if there is nothing to do: it is published, cancelled, expired, or has no topic. */
export async function beginPublication(ports: PublicationPorts, messageId: string): Promise<Begun | null> {
  const { clock, messages, topics } = ports;
  if ((await messages.begin(messageId)) === 'ended') return null;
  // The stream may have brought an older state.
  const message = await messages.read(messageId);
  const audience = message?.audience.topic;
  if (message === null || !audience || message.publication !== undefined) return null;
  const topic = await topics.read(audience.topicId);
  const timeToLive = Math.floor((Date.parse(message.expiresAt) - clock.now()) / 1000);
  if (topic?.status !== 'ACTIVE' || topic.arn === undefined || timeToLive < 0) {
    await messages.fail(messageId);
    return null;
  }
  const { options } = message;
  const { groupId } = audience;
  return {
    ttl: message.ttl,
    topicArn: topic.arn,
    payloads: renderTopicMessage(message, timeToLive),
    timeToLive,
    highPriority: options.priority === 'HIGH',
    background: options.pushType === 'BACKGROUND',
    collapseId: collapseIdOf(options, messageId),
    attributes: audience.attributes ?? {},
    fifo: groupId ? { groupId, deduplicationId: messageId } : null,
  };
}

/** Records SNS's answer. Rejects if SNS did not take the message now. */
export async function endPublication(
  { clock, messages, publications }: PublicationPorts,
  messageId: string,
  { fifo, ttl }: Begun,
  outcome: TopicOutcome,
): Promise<void> {
  if (outcome.kind === 'refused') {
    await messages.fail(messageId);
    return;
  }
  if (outcome.kind === 'later') throw new PassingFailure('SNS did not take the message now.');
  const { snsMessageId, sequenceNumber } = outcome;
  const publishedAt = new Date(clock.now()).toISOString();
  const publication = { snsMessageId, ...(sequenceNumber ? { sequenceNumber } : {}), publishedAt };
  // A message to a FIFO topic is completed by its deliveries to the topic's followers.
  await publications.record({ messageId, ttl }, publication, fifo === null);
}
