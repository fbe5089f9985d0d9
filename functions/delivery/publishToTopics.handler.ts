import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbPublicationStore } from '../aws/dynamodb/DynamoDbPublicationStore.ts';
import { DynamoDbTopicStore } from '../aws/dynamodb/DynamoDbTopicStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { putBackIfPassing } from '../aws/putBackIfPassing.ts';
import { returnItems } from '../aws/returnItems.ts';
import { SnsTopicPublisher } from '../aws/sns/SnsTopicPublisher.ts';
import { snsForSending } from '../aws/sns/snsForSending.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { factsOf } from './factsOf.ts';
import { publishAll } from './publishAll.ts';
import { parseWork } from './Work.ts';

const tables = { messages: environment('MESSAGES_TABLE'), deliveries: environment('DELIVERIES_TABLE') };
const sqs = new SQSClient({});
const ports = {
  clock: { now: () => Date.now() },
  random: Math.random,
  wait: (milliseconds: number) => setTimeout(milliseconds),
  logFailure,
  messages: new DynamoDbMessageStore(documentClient, tables),
  topics: new DynamoDbTopicStore(documentClient, environment('TOPICS_TABLE')),
  publications: new DynamoDbPublicationStore(documentClient, tables),
  broker: new SnsTopicPublisher(snsForSending()),
  queue: new SqsWorkQueue(sqs, { publications: environment('PUBLICATIONS_QUEUE_URL') }),
};
const queues = new SqsPause(sqs, [environment('PUBLICATIONS_QUEUE_URL')]);

/** Behind the queue of publications, which gathers what is published within a second. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const records = Map.groupBy(event.Records, ({ body }) => messageIdOf(body));
  const failed: string[] = (records.get(null) ?? []).map(({ messageId }) => messageId);
  const ids = [...records.keys()].filter((id) => id !== null);
  for (const [id, error] of await publishAll(ports, ids)) failed.push(...(await again(records.get(id) ?? [], error)));
  return returnItems(failed);
}

/** Puts the first record back if the fault passes, since the others of its message are repetitions. */
async function again(records: readonly SQSRecord[], error: unknown): Promise<readonly string[]> {
  const [first] = records;
  if (first === undefined) return [];
  logFailure('Publishing failed', error, factsOf(first.body));
  if (await putBackIfPassing(ports, error, () => parseWork(first.body))) return [];
  for (const record of records) await queues.pause(record);
  return records.map(({ messageId }) => messageId);
}

/** Returns null for what is no publication: it goes to the dead-letter queue. */
function messageIdOf(body: string): string | null {
  try {
    const work = parseWork(body);
    return work.kind === 'publish' ? work.messageId : null;
  } catch (error) {
    logFailure('Publishing failed', error, factsOf(body));
    return null;
  }
}
