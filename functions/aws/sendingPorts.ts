import { setTimeout } from 'node:timers/promises';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PacedPushSender } from '../delivering/PacedPushSender.ts';
import type { Ports } from '../dispatch/advanceMessage.ts';
import { GroupedTopicPublisher } from '../dispatch/GroupedTopicPublisher.ts';
import { DynamoDbDeliveryLedger } from './DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from './DynamoDbDeviceDirectory.ts';
import { DynamoDbMessageStore } from './DynamoDbMessageStore.ts';
import { DynamoDbPlaces } from './DynamoDbPlaces.ts';
import { DynamoDbPublicationStore } from './DynamoDbPublicationStore.ts';
import { DynamoDbTopicStore } from './DynamoDbTopicStore.ts';
import { documentClient } from './documentClient.ts';
import { EventBridgeSchedule } from './EventBridgeSchedule.ts';
import { environment } from './environment.ts';
import { SnsPushSender } from './SnsPushSender.ts';
import { SnsTopicPublisher } from './SnsTopicPublisher.ts';
import { SqsWorkQueue } from './SqsWorkQueue.ts';
import { snsForSending } from './snsForSending.ts';

/** Everything that sending needs, wired to AWS by the function's environment. */
export function sendingPorts(): Ports {
  const messages = environment('MESSAGES_TABLE');
  const deliveries = environment('DELIVERIES_TABLE');
  const devices = environment('DEVICES_TABLE');
  const clock = { now: () => Date.now() };
  const sns = snsForSending();
  return {
    clock,
    random: Math.random,
    order: new DynamoDbPlaces(documentClient, messages),
    ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
    devices: new DynamoDbDeviceDirectory(documentClient, devices),
    messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
    topics: new DynamoDbTopicStore(documentClient, environment('TOPICS_TABLE')),
    publications: new DynamoDbPublicationStore(documentClient, messages),
    publisher: new GroupedTopicPublisher({
      broker: new SnsTopicPublisher(sns),
      wait: (milliseconds) => setTimeout(milliseconds),
      random: Math.random,
    }),
    sender: new PacedPushSender(new SnsPushSender(sns), {
      perSecond: Number(environment('SENDS_PER_SECOND')),
      clock,
      wait: async (milliseconds) => setTimeout(milliseconds),
    }),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      bulk: environment('BULK_QUEUE_URL'),
      fanOut: environment('FAN_OUT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
    schedule: new EventBridgeSchedule(new SchedulerClient({}), {
      group: environment('SCHEDULE_GROUP'),
      queueArn: environment('PROMPT_QUEUE_ARN'),
      roleArn: environment('SCHEDULE_ROLE_ARN'),
    }),
  };
}
