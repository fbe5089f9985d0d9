import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation, log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { SnsEndpointStates } from '../aws/sns/SnsEndpointStates.ts';
import { subscribedEndpoint } from '../aws/sns/subscribedEndpoint.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import type { Work } from '../delivery/Work.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { keepPush } from './keepPush.ts';

const tables = { messages: environment('MESSAGES_TABLE'), deliveries: environment('DELIVERIES_TABLE') };
const sns = new SNSClient({});
const kept = new SqsWorkQueue(new SQSClient({}), { prompt: environment('UNPUSHED_QUEUE_URL') });

const ports = {
  clock: { now: () => Date.now() },
  messages: new DynamoDbMessageStore(documentClient, tables),
  endpointOf: (subscriptionArn: string) => subscribedEndpoint(sns, subscriptionArn),
  endpoints: new SnsEndpointStates(sns),
  keep: (work: Work) => kept.add([work]),
  log: (message: string, facts: LogFacts) => log('WARN', message, facts),
};

/** Behind the queue of what SNS could not push to phones that follow standard topics. */
export async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const failed = await Promise.all(
    Records.map(async ({ body, messageId }) => {
      try {
        await keepPush(ports, body);
        return [];
      } catch (error) {
        logFailure('A push of a topic was not looked at', error, {});
        return [messageId];
      }
    }),
  );
  return returnItems(failed.flat());
}
