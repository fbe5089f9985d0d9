import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { transaction } from '../platform/transaction.ts';
import { applicationArnOf, type Endpoints } from './Endpoints.ts';
import { invalidParameter } from './errors.ts';
import type { FaultInjection } from './FaultInjection.ts';
import { type Filter, filterPolicy } from './filterPolicy.ts';
import type { JobQueue } from './JobQueue.ts';
import { countNotification } from './NotificationMetrics.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import { isPushPlatform } from './PushPlatform.ts';
import type { PushJob } from './PushSender.ts';
import { messageFor, type PublishRequest } from './publishRequest.ts';
import { pushNotification } from './pushNotification.ts';
import type { SubscriptionJob } from './SubscriptionDeliverer.ts';
import type { Subscription, Subscriptions } from './Subscriptions.ts';
import { deadLetterQueueOf, filterScope } from './subscriptionAttributes.ts';
import type { Topic, Topics } from './Topics.ts';

/** A message for one subscription, with the text for its protocol. */
interface OneDelivery {
  readonly topic: Topic;
  readonly subscription: Subscription;
  readonly request: PublishRequest;
  readonly messageId: string;
  readonly text: string;
}

export interface Published {
  readonly MessageId: string;
  readonly SequenceNumber?: string;
}

const DEDUPLICATION_WINDOW = 5 * 60_000;
const BILLED_CHUNK = 65_536;

/** Accepts messages. All that a publish leads to is in the database before its answer. */
export class Publisher {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #applications: PlatformApplications;
  readonly #endpoints: Endpoints;
  readonly #topics: Topics;
  readonly #subscriptions: Subscriptions;
  readonly #pushes: JobQueue<PushJob>;
  readonly #deliveries: JobQueue<SubscriptionJob>;
  readonly #faults: FaultInjection;
  readonly #filters = new Map<string, Filter>();

  constructor(services: {
    readonly platform: Platform;
    readonly database: DatabaseSync;
    readonly applications: PlatformApplications;
    readonly endpoints: Endpoints;
    readonly topics: Topics;
    readonly subscriptions: Subscriptions;
    readonly pushes: JobQueue<PushJob>;
    readonly deliveries: JobQueue<SubscriptionJob>;
    readonly faults: FaultInjection;
  }) {
    this.#platform = services.platform;
    this.#database = services.database;
    this.#applications = services.applications;
    this.#endpoints = services.endpoints;
    this.#topics = services.topics;
    this.#subscriptions = services.subscriptions;
    this.#pushes = services.pushes;
    this.#deliveries = services.deliveries;
    this.#faults = services.faults;
  }

  toEndpoint(endpointArn: string, request: PublishRequest): Published {
    const missing = 'TargetArn Reason: No endpoint found for the target arn specified';
    const applicationArn = applicationArnOf(endpointArn);
    if (applicationArn === undefined) throw invalidParameter(missing);
    const application = this.#applications.find(applicationArn);
    const endpoint = this.#endpoints.find(endpointArn);
    if (application === undefined || endpoint === undefined) throw invalidParameter(missing);
    if (this.#faults.disables(application.platform)) {
      throw new AwsError('PlatformApplicationDisabled', 'Platform application is disabled');
    }
    if (!endpoint.enabled) throw new AwsError('EndpointDisabled', 'Endpoint is disabled');
    const notification = this.#notification(application.platform, request);
    const messageId = randomUUID();
    this.#pushes.add({ messageId, endpointArn, applicationArn, notification });
    this.#bill(request.size);
    return { MessageId: messageId };
  }

  toPhone(phoneNumber: string, request: PublishRequest): Published {
    if (!/^\+?[0-9][0-9 ()-]{4,24}$/.test(phoneNumber)) {
      throw invalidParameter(`PhoneNumber Reason: ${phoneNumber} is not valid to publish to`);
    }
    const body = messageFor(request, 'sms');
    if (Buffer.byteLength(body) > 1600) throw invalidParameter('Message too long');
    this.#platform.outbox.add({ kind: 'sms', destination: phoneNumber, body });
    this.#bill(request.size);
    return { MessageId: randomUUID() };
  }

  toTopic(topicArn: string, request: PublishRequest): Published {
    const topic = this.#topics.get(topicArn);
    return transaction(this.#database, () => {
      const published = topic.fifo ? this.#toFifoTopic(topic, request) : this.#fanOut(topic, request, randomUUID());
      this.#bill(request.size);
      return published;
    });
  }

  #toFifoTopic(topic: Topic, request: PublishRequest): Published {
    const { groupId } = request;
    if (groupId === undefined) throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
    const id = request.deduplicationId ?? this.#contentDeduplicationId(topic, request);
    const scope = topic.attributes.FifoThroughputScope === 'MessageGroup' ? groupId : '';
    const now = this.#platform.clock.now();
    const seen = this.#database
      .prepare(
        'SELECT message_id, sequence_number FROM deduplication WHERE topic = ? AND scope = ? AND id = ? AND expires > ?',
      )
      .get(topic.arn, scope, id, now);
    if (seen !== undefined) return { MessageId: String(seen.message_id), SequenceNumber: String(seen.sequence_number) };
    this.#database.prepare('DELETE FROM deduplication WHERE expires <= ?').run(now);
    const sequenceNumber = this.#topics.nextSequenceNumber(topic.arn);
    const published = this.#fanOut(topic, { ...request, deduplicationId: id }, randomUUID(), sequenceNumber);
    this.#database
      .prepare(
        'INSERT INTO deduplication (topic, scope, id, message_id, sequence_number, expires) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(topic.arn, scope, id, published.MessageId, sequenceNumber, now + DEDUPLICATION_WINDOW);
    return published;
  }

  #contentDeduplicationId(topic: Topic, request: PublishRequest): string {
    if (topic.attributes.ContentBasedDeduplication !== 'true') {
      throw invalidParameter(
        'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
    return createHash('sha256').update(request.message).digest('hex');
  }

  #fanOut(topic: Topic, request: PublishRequest, messageId: string, sequenceNumber?: string): Published {
    const { metrics } = this.#platform;
    countNotification(metrics, 'NumberOfMessagesPublished', { topicArn: topic.arn });
    for (const subscription of [...this.#subscriptions.confirmed(topic.arn)]) {
      if (!this.#passes(subscription, request)) {
        countNotification(metrics, 'NumberOfNotificationsFilteredOut', { topicArn: topic.arn });
        continue;
      }
      if (subscription.protocol === 'application') this.#toSubscribedEndpoint(topic, subscription, request, messageId);
      else {
        const lane = request.groupId !== undefined && topic.fifo ? `${subscription.arn}/${request.groupId}` : undefined;
        const text = messageFor(request, subscription.protocol);
        const job = this.#jobFor({ topic, subscription, request, messageId, text });
        this.#deliveries.add({ ...job, ...(sequenceNumber === undefined ? {} : { sequenceNumber }) }, lane);
      }
    }
    return sequenceNumber === undefined
      ? { MessageId: messageId }
      : { MessageId: messageId, SequenceNumber: sequenceNumber };
  }

  #jobFor({ topic, subscription, request, messageId, text }: OneDelivery): SubscriptionJob {
    const { subject, attributes, groupId, deduplicationId, traceHeader } = request;
    return {
      messageId,
      topicArn: topic.arn,
      subscriptionArn: subscription.arn,
      message: text,
      publishedAt: this.#platform.clock.now(),
      attributes,
      ...(topic.attributes.SignatureVersion === '2' ? { signatureVersion: '2' as const } : {}),
      ...(subject === undefined ? {} : { subject }),
      ...(groupId === undefined ? {} : { groupId }),
      ...(deduplicationId === undefined ? {} : { deduplicationId }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    };
  }

  /** Adds a push for one subscriber. A notification that its platform refuses is dropped, and others get theirs. */
  #toSubscribedEndpoint(topic: Topic, subscription: Subscription, request: PublishRequest, messageId: string): void {
    const applicationArn = applicationArnOf(subscription.endpoint);
    const platform = applicationArn?.split('/')[1] ?? '';
    if (applicationArn === undefined || !isPushPlatform(platform)) return;
    const text = messageFor(request, platform);
    const isKept = deadLetterQueueOf(subscription) !== undefined;
    const kept = isKept ? { kept: this.#jobFor({ topic, subscription, request, messageId, text }) } : {};
    try {
      this.#pushes.add({
        messageId,
        topicArn: topic.arn,
        endpointArn: subscription.endpoint,
        applicationArn,
        notification: this.#notification(platform, request),
        ...kept,
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#platform.log('warn', 'sns', 'A subscribed endpoint cannot be sent this message', {
        subscription: subscription.arn,
        error: error.message,
      });
    }
  }

  #notification(platform: Parameters<typeof pushNotification>[0], request: PublishRequest) {
    const text = request.structure?.[platform];
    return text === undefined
      ? pushNotification(platform, messageFor(request, 'default'), false, request.attributes)
      : pushNotification(platform, text, true, request.attributes);
  }

  #passes(subscription: Subscription, request: PublishRequest): boolean {
    const policy = subscription.attributes.FilterPolicy;
    if (policy === undefined || policy === '') return true;
    const scope = filterScope(subscription.attributes);
    const key = `${scope} ${policy}`;
    const filter = this.#filters.get(key) ?? filterPolicy(policy, scope);
    if (this.#filters.size >= 10_000) this.#filters.clear();
    this.#filters.set(key, filter);
    return filter({ attributes: request.attributes, body: messageFor(request, subscription.protocol) });
  }

  #bill(size: number): void {
    this.#platform.meter.count('sns:publish', Math.max(Math.ceil(size / BILLED_CHUNK), 1));
  }
}
