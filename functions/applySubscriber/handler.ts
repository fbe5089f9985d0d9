import { SNSClient } from '@aws-sdk/client-sns';
import { type Answer, answer } from '../appsync/answer.ts';
import { DynamoDbSubscriberStore } from '../aws/DynamoDbSubscriberStore.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsSubscribers } from '../aws/SnsSubscribers.ts';
import type { SubscriberKey } from '../topics/SubscriberStore.ts';
import { type AppliedSubscriber, applySubscriber } from './applySubscriber.ts';

const ports = {
  subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
  broker: new SnsSubscribers(new SNSClient({})),
};

/** Behind the last steps of `Mutation.addTopicSubscriber` and `Mutation.removeTopicSubscriber`. */
export function handler(key: SubscriberKey): Promise<Answer<AppliedSubscriber>> {
  return answer(() => applySubscriber(ports, key));
}
