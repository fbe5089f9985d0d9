import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../ordering/drainGroupQueue.ts';
import { deliveringPorts } from './deliveringPorts.ts';
import { DynamoDbDeduplications } from './dynamodb/DynamoDbDeduplications.ts';
import { DynamoDbFollowerStore } from './dynamodb/DynamoDbFollowerStore.ts';
import { DynamoDbPublicationStore } from './dynamodb/DynamoDbPublicationStore.ts';
import { DynamoDbTopicStore } from './dynamodb/DynamoDbTopicStore.ts';
import { documentClient } from './dynamodb/documentClient.ts';
import { environment } from './environment.ts';
import { logFailure } from './logging/logFailure.ts';
import { SnsTopicPublisher } from './sns/SnsTopicPublisher.ts';
import { snsForSending } from './sns/snsForSending.ts';
import { SqsWorkQueue } from './sqs/SqsWorkQueue.ts';

/** Returns the ports for sending in order, from the function's environment. */
export function orderedPorts(): Ports {
  const sns = snsForSending();
  return {
    ...deliveringPorts(sns),
    logFailure,
    holdMilliseconds: Number(environment('GROUP_HOLD_MINUTES')) * 60_000,
    topics: new DynamoDbTopicStore(documentClient, environment('TOPICS_TABLE')),
    publications: new DynamoDbPublicationStore(documentClient, {
      messages: environment('MESSAGES_TABLE'),
      deliveries: environment('DELIVERIES_TABLE'),
    }),
    followers: new DynamoDbFollowerStore(documentClient, environment('TOPICS_TABLE')),
    deduplications: new DynamoDbDeduplications(documentClient, environment('MESSAGES_TABLE')),
    // Not gathered: the next message of a group waits for SNS's answer to this one.
    publisher: new SnsTopicPublisher(sns),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
  };
}
