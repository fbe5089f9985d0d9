import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDbSubscriberStore } from './dynamodb/DynamoDbSubscriberStore.ts';
import { documentClient } from './dynamodb/documentClient.ts';
import { environment } from './environment.ts';
import { SnsSubscribers } from './sns/SnsSubscribers.ts';
import { SqsKeptMessages } from './sqs/SqsKeptMessages.ts';

/** Returns the ports by which functions subscribe what admins add to topics. */
export function subscriberPorts() {
  return {
    clock: { now: () => Date.now() },
    subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
    broker: new SnsSubscribers(new SNSClient({})),
    kept: new SqsKeptMessages(new SQSClient({}), {
      arnPrefix: environment('KEPT_QUEUE_ARN_PREFIX'),
      tags: JSON.parse(environment('TOPIC_TAGS')) as Readonly<Record<string, string>>,
    }),
  };
}
