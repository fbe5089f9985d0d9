import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { takeOnMessages } from '../aws/dynamodb/takeOnMessages.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { EventBridgeSchedule } from '../aws/scheduler/EventBridgeSchedule.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { type Ports, scheduleMessage } from './scheduleMessage.ts';

const ports: Ports = {
  clock: { now: () => Date.now() },
  queue: new SqsWorkQueue(new SQSClient({}), { prompt: environment('PROMPT_QUEUE_URL') }),
  schedule: new EventBridgeSchedule(new SchedulerClient({}), {
    group: environment('SCHEDULE_GROUP'),
    queueArn: environment('PROMPT_QUEUE_ARN'),
    roleArn: environment('SCHEDULE_ROLE_ARN'),
    deadLetterArn: environment('UNSCHEDULED_QUEUE_ARN'),
  }),
};

/** Behind the Messages table's stream, filtered to messages with a time that are scheduled or cancelled. */
export function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  return takeOnMessages(event, ports.queue, 'Scheduling', (message) => scheduleMessage(ports, message));
}
