import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PacedPushSender } from '../delivering/PacedPushSender.ts';
import type { Ports } from '../ordering/drainGroup.ts';
import { DynamoDbDeduplications } from './DynamoDbDeduplications.ts';
import { DynamoDbDeliveryLedger } from './DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from './DynamoDbDeviceDirectory.ts';
import { DynamoDbFollowerStore } from './DynamoDbFollowerStore.ts';
import { DynamoDbMessageStore } from './DynamoDbMessageStore.ts';
import { DynamoDbOrderStore } from './DynamoDbOrderStore.ts';
import { DynamoDbPublicationStore } from './DynamoDbPublicationStore.ts';
import { DynamoDbTopicStore } from './DynamoDbTopicStore.ts';
import { documentClient } from './documentClient.ts';
import { environment } from './environment.ts';
import { SnsPushSender } from './SnsPushSender.ts';
import { SnsTopicPublisher } from './SnsTopicPublisher.ts';
import { SqsWorkQueue } from './SqsWorkQueue.ts';
import { snsForSending } from './snsForSending.ts';

/** Everything that sending in order needs, wired to AWS by the function's environment. */
export function orderedPorts(): Ports {
  const deliveries = environment('DELIVERIES_TABLE');
  const devices = environment('DEVICES_TABLE');
  const messages = environment('MESSAGES_TABLE');
  const topics = environment('TOPICS_TABLE');
  const clock = { now: () => Date.now() };
  const sns = snsForSending();
  return {
    clock,
    random: Math.random,
    followers: new DynamoDbFollowerStore(documentClient, topics),
    order: new DynamoDbOrderStore(documentClient, messages),
    ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
    devices: new DynamoDbDeviceDirectory(documentClient, devices),
    messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
    topics: new DynamoDbTopicStore(documentClient, topics),
    publications: new DynamoDbPublicationStore(documentClient, messages),
    deduplications: new DynamoDbDeduplications(documentClient, messages),
    // Not gathered: of a group, the next one waits for what SNS says to this one.
    publisher: new SnsTopicPublisher(sns),
    sender: new PacedPushSender(new SnsPushSender(sns), {
      perSecond: Number(environment('SENDS_PER_SECOND')),
      clock,
      wait: async (milliseconds) => setTimeout(milliseconds),
    }),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
  };
}
