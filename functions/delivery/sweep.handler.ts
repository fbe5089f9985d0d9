import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { answerHours } from '../aws/answerHours.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbSweepStore } from '../aws/dynamodb/DynamoDbSweepStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { sweep } from './sweep.ts';

const tables = { messages: environment('MESSAGES_TABLE'), deliveries: environment('DELIVERIES_TABLE') };

const ports = {
  clock: { now: () => Date.now() },
  messages: new DynamoDbMessageStore(documentClient, tables),
  store: new DynamoDbSweepStore(documentClient, tables),
  queue: new SqsWorkQueue(new SQSClient({}), {
    prompt: environment('PROMPT_QUEUE_URL'),
    fanOut: environment('FAN_OUT_QUEUE_URL'),
  }),
  emitMetrics,
  logFailure,
  answerHours: answerHours(),
};

/** No message is begun in the last part of the function's time. */
const RESERVE_MILLISECONDS = 10_000;

/** Behind a schedule, once a minute. */
export function handler(_event: unknown, context: Context): Promise<void> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  return runInvocation(context, () => sweep(ports, deadline));
}
