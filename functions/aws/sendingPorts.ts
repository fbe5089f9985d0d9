import { setTimeout } from 'node:timers/promises';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../dispatch/advanceMessage.ts';
import { GroupedTopicPublisher } from '../dispatch/GroupedTopicPublisher.ts';
import { DynamoDbPlaces } from './DynamoDbPlaces.ts';
import { deliveringPorts } from './deliveringPorts.ts';
import { documentClient } from './documentClient.ts';
import { EventBridgeSchedule } from './EventBridgeSchedule.ts';
import { environment } from './environment.ts';
import { SnsTopicPublisher } from './SnsTopicPublisher.ts';
import { SqsWorkQueue } from './SqsWorkQueue.ts';
import { snsForSending } from './snsForSending.ts';

/** Everything that sending needs, wired to AWS by the function's environment. */
export function sendingPorts(): Ports {
  const sns = snsForSending();
  return {
    ...deliveringPorts(sns),
    order: new DynamoDbPlaces(documentClient, environment('MESSAGES_TABLE')),
    publisher: new GroupedTopicPublisher({
      broker: new SnsTopicPublisher(sns),
      wait: (milliseconds) => setTimeout(milliseconds),
      random: Math.random,
    }),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      bulk: environment('BULK_QUEUE_URL'),
      fanOut: environment('FAN_OUT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
    schedule: new EventBridgeSchedule(new SchedulerClient({}), {
      group: environment('SCHEDULE_GROUP'),
      queueArn: environment('PROMPT_QUEUE_ARN'),
      roleArn: environment('SCHEDULE_ROLE_ARN'),
    }),
  };
}
