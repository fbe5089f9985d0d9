import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { DynamoDbTopicStore } from '../aws/dynamodb/DynamoDbTopicStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { log } from '../aws/logging/log.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SnsSubscriptions } from '../aws/sns/SnsSubscriptions.ts';
import { subscriberPorts } from '../aws/subscriberPorts.ts';
import { topicPorts } from '../aws/topicPorts.ts';
import { type MendedTopics, mendTopics } from './mendTopics.ts';

/** Longer than one topic takes. */
const SPARE_MILLISECONDS = 60_000;

const ports = {
  topics: new DynamoDbTopicStore(documentClient, environment('TOPICS_TABLE')),
  subscribing: subscriberPorts(),
  phones: new SnsSubscriptions(new SNSClient({}), environment('NOT_PUSHED_QUEUE_ARN')),
  ...topicPorts(),
};

export interface MendTopicsEvent {
  /** Where the invocation before stopped. @default the first topic */
  readonly after?: string | null;
  /** @default the first phone of the topic behind it */
  readonly phonesAfter?: string | null;
}

/** Invoked by an operator after a deployment that changes what topics have at SNS (docs/operations.md). */
export function handler({ after, phonesAfter }: MendTopicsEvent, context: Context): Promise<MendedTopics> {
  return runInvocation(context, async () => {
    const hasTime = () => context.getRemainingTimeInMillis() > SPARE_MILLISECONDS;
    const done = await mendTopics({ ...ports, hasTime }, after ?? null, phonesAfter ?? null);
    log('INFO', 'Topics were mended', { mended: done.mended, ...(done.after === null ? {} : { after: done.after }) });
    return done;
  });
}
