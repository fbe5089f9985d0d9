import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbSubscriberStore } from '../aws/dynamodb/DynamoDbSubscriberStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsSubscribers } from '../aws/sns/SnsSubscribers.ts';
import { type AppliedSubscriber, applySubscriber } from './applySubscriber.ts';
import type { SubscriberKey } from './SubscriberStore.ts';

const ports = {
  clock: { now: () => Date.now() },
  subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
  broker: new SnsSubscribers(new SNSClient({})),
};

/** Behind the last steps of `Mutation.addTopicSubscriber` and `Mutation.removeTopicSubscriber`. */
export function handler(key: SubscriberKey, context: Context): Promise<Answer<AppliedSubscriber>> {
  return answer(context, () => applySubscriber(ports, key));
}
