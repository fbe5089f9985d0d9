import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { DynamoDbTopicStore } from '../aws/dynamodb/DynamoDbTopicStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { subscriberPorts } from '../aws/subscriberPorts.ts';
import { topicPorts } from '../aws/topicPorts.ts';
import { createTopic, deleteTopic } from './createOrDeleteTopic.ts';

const tables = { devices: environment('DEVICES_TABLE'), topics: environment('TOPICS_TABLE') };
const ports = {
  topics: new DynamoDbTopicStore(documentClient, tables.topics),
  subscriptions: new DynamoDbSubscriptionStore(documentClient, tables),
  ...topicPorts(),
  kept: subscriberPorts().kept,
};

/** The work that a mutation leaves for SNS. */
export interface TopicWork {
  readonly kind: 'create' | 'delete';
  readonly topicId: string;
}

/** Behind the last steps of `Mutation.createTopic` and `Mutation.deleteTopic`. */
export function handler({ kind, topicId }: TopicWork, context: Context): Promise<Answer<object>> {
  return answer<object>(context, () => (kind === 'create' ? createTopic(ports, topicId) : deleteTopic(ports, topicId)));
}
