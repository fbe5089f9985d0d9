import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../ordering/drainGroup.ts';
import { deliveringPorts } from './deliveringPorts.ts';
import { DynamoDbDeduplications } from './dynamodb/DynamoDbDeduplications.ts';
import { DynamoDbFollowerStore } from './dynamodb/DynamoDbFollowerStore.ts';
import { DynamoDbOrderStore } from './dynamodb/DynamoDbOrderStore.ts';
import { documentClient } from './dynamodb/documentClient.ts';
import { environment } from './environment.ts';
import { SnsTopicPublisher } from './sns/SnsTopicPublisher.ts';
import { snsForSending } from './sns/snsForSending.ts';
import { SqsWorkQueue } from './sqs/SqsWorkQueue.ts';

/** Everything that sending in order needs, wired to AWS by the function's environment. */
export function orderedPorts(): Ports {
  const messages = environment('MESSAGES_TABLE');
  const sns = snsForSending();
  return {
    ...deliveringPorts(sns),
    followers: new DynamoDbFollowerStore(documentClient, environment('TOPICS_TABLE')),
    order: new DynamoDbOrderStore(documentClient, messages),
    deduplications: new DynamoDbDeduplications(documentClient, messages),
    // Not gathered: of a group, the next one waits for what SNS says to this one.
    publisher: new SnsTopicPublisher(sns),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
  };
}
