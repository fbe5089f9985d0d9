import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DirectSender } from '../aws/DirectSender.ts';
import { DynamoDbSubscriberStore } from '../aws/dynamodb/DynamoDbSubscriberStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SqsKeptReader } from '../aws/sqs/SqsKeptReader.ts';
import { redeliverToSubscriber, type SubscriberRedelivery } from './redeliverToSubscriber.ts';
import type { SubscriberKey } from './SubscriberStore.ts';

/** Longer than a web hook may take, and than what is left to do afterwards. */
const SPARE_MILLISECONDS = 12_000;

const sqs = new SQSClient({});
const ports = {
  subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
  kept: new SqsKeptReader(sqs),
  sender: new DirectSender(sqs, new LambdaClient({})),
};

export interface RedeliverToSubscriberEvent {
  readonly key: SubscriberKey;
  /** Whether an earlier call did it: nothing is sent. */
  readonly replayed: boolean;
}

/** Behind the last step of `Mutation.redeliverToSubscriber`. */
export function handler(
  { key, replayed }: RedeliverToSubscriberEvent,
  context: Context,
): Promise<Answer<SubscriberRedelivery>> {
  const hasTime = () => context.getRemainingTimeInMillis() > SPARE_MILLISECONDS;
  return answer(context, () => redeliverToSubscriber({ ...ports, hasTime }, key, replayed));
}
