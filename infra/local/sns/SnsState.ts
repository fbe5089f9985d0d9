import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { ApplicationEvents } from './ApplicationEvents.ts';
import type { DeliveryStatusEntry } from './DeliveryStatusLog.ts';
import { prepareDatabase } from './database.ts';
import { Endpoints } from './Endpoints.ts';
import { FaultInjection } from './FaultInjection.ts';
import { JobQueue } from './JobQueue.ts';
import { MessageSigner } from './MessageSigner.ts';
import { PlatformApplications } from './PlatformApplications.ts';
import { Publisher } from './Publisher.ts';
import { PushProvider } from './PushProvider.ts';
import { type PushJob, PushSender } from './PushSender.ts';
import { parsePublishRequest } from './publishRequest.ts';
import type { SubscriptionJob } from './SubscriptionDeliverer.ts';
import { Subscriptions } from './Subscriptions.ts';
import { TopicStatus } from './TopicStatus.ts';
import { Topics } from './Topics.ts';

/** The parts of SNS that its operations act on. */
export interface SnsState {
  readonly platform: Platform;
  readonly database: DatabaseSync;
  readonly applications: PlatformApplications;
  readonly endpoints: Endpoints;
  readonly topics: Topics;
  readonly subscriptions: Subscriptions;
  readonly publisher: Publisher;
  readonly events: ApplicationEvents;
  readonly provider: PushProvider;
  readonly pushSender: PushSender;
  readonly pushes: JobQueue<PushJob>;
  readonly deliveries: JobQueue<SubscriptionJob>;
  readonly statusLog: JobQueue<DeliveryStatusEntry>;
  readonly topicStatus: TopicStatus;
  readonly faults: FaultInjection;
  readonly signer: MessageSigner;
}

/** Entries written together. With the longest tokens they stay below the megabyte that PutLogEvents takes. */
const MOST_STATUS_ENTRIES = 100;

export function createSnsState(platform: Platform): SnsState {
  const { region, accountId, clock, log } = platform;
  const database = prepareDatabase(platform.database('sns'));
  const applications = new PlatformApplications(database, region, accountId);
  const endpoints = new Endpoints(database);
  const topics = new Topics(database, region, accountId);
  const subscriptions = new Subscriptions(database, clock);
  const provider = new PushProvider(database);
  const pushes = new JobQueue<PushJob>(database, clock, log, 'push', 64);
  const deliveries = new JobQueue<SubscriptionJob>(database, clock, log, 'delivery', 64);
  const statusLog = new JobQueue<DeliveryStatusEntry>(database, clock, log, 'status', MOST_STATUS_ENTRIES);
  const topicStatus = new TopicStatus(platform, topics, statusLog);
  const faults = new FaultInjection(clock);
  const publisher = new Publisher({
    platform,
    database,
    applications,
    endpoints,
    topics,
    subscriptions,
    pushes,
    deliveries,
    faults,
  });
  const events = new ApplicationEvents(clock, (topicArn, subject, message) => {
    try {
      publisher.toTopic(topicArn, parsePublishRequest({ Message: message, Subject: subject.slice(0, 100) }));
    } catch (error) {
      // The topic is gone, or is a FIFO topic. The work that raised the event goes on.
      if (!(error instanceof AwsError)) throw error;
      log('warn', 'sns', 'An event was dropped', { topicArn, error: error.message });
    }
  });
  const pushSender = new PushSender({
    platform,
    applications,
    endpoints,
    provider,
    events,
    statusLog,
    faults,
    topicStatus,
    deliveries,
  });
  return {
    platform,
    database,
    applications,
    endpoints,
    topics,
    subscriptions,
    publisher,
    events,
    provider,
    pushSender,
    pushes,
    deliveries,
    statusLog,
    topicStatus,
    faults,
    signer: new MessageSigner(database, clock.now),
  };
}
