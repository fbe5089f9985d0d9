import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { DynamoDbAnswerStore } from '../aws/dynamodb/DynamoDbAnswerStore.ts';
import { DynamoDbDeliveryIndex } from '../aws/dynamodb/DynamoDbDeliveryIndex.ts';
import { DynamoDbSubscriberStore } from '../aws/dynamodb/DynamoDbSubscriberStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SnsSubscribers } from '../aws/sns/SnsSubscribers.ts';
import { SqsLookAgain } from '../aws/sqs/SqsLookAgain.ts';
import { subscriberNews } from '../aws/subscriberNews.ts';
import { readFeedback } from '../feedback/readFeedback.ts';
import { readLogEvents } from '../feedback/readLogEvents.ts';
import { Failure } from '../rules/Failure.ts';
import { tallyAnswers } from '../rules/feedback/tallyAnswers.ts';
import { parseTopicDelivery } from '../rules/topics/parseTopicDelivery.ts';
import { countSubscribers } from './countSubscribers.ts';
import { watchSubscribers } from './watchSubscribers.ts';

const arnPrefix = environment('TOPIC_ARN_PREFIX');

const deliveries = environment('DELIVERIES_TABLE');
const lookAgain = new SqsLookAgain(new SQSClient({}), environment('ANSWERS_QUEUE_URL'));

const ports = {
  clock: { now: () => Date.now() },
  pause: async (milliseconds: number) => setTimeout(milliseconds),
  index: new DynamoDbDeliveryIndex(documentClient, deliveries),
  answers: new DynamoDbAnswerStore(documentClient, deliveries),
  subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
  broker: new SnsSubscribers(new SNSClient({})),
  topicIdOf: (arn: string) => (arn.startsWith(arnPrefix) ? arn.slice(arnPrefix.length).replace('.fifo', '') : null),
  suspendAfterDays: Number(environment('SUSPEND_AFTER_DAYS')),
  ...subscriberNews(),
  emitMetrics,
};

/**
 * Behind the delivery-status logs of topics. Throws for what is no batch of them. It also takes back what it left to
 * `feedback` and what lies in a dead-letter place since.
 */
export function handler(event: unknown, context: Context): Promise<void> {
  return runInvocation(context, async () => {
    const messages = readLogEvents(event);
    const again = messages === null ? readFeedback(event).filter((one) => one.kind === 'answers') : [];
    if (messages === null && again.length === 0) throw new Failure('The event is no batch of log entries.');
    const ended = (messages ?? []).map(parseTopicDelivery).filter((one) => one !== null);
    const ours = ended.filter(({ topicArn }) => ports.topicIdOf(topicArn) !== null);
    const unknown = await countSubscribers(ports, [...tallyAnswers(ours.map(({ answer }) => answer)), ...again]);
    await lookAgain.add(context.invokedFunctionArn, unknown);
    await watchSubscribers(ports, ended);
  });
}
