import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { takeOnMessages } from '../aws/dynamodb/takeOnMessages.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { reportingPorts } from '../aws/reportingPorts.ts';
import { EventBridgeSchedule } from '../aws/scheduler/EventBridgeSchedule.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { readMessageChanges } from '../reporting/readMessageChanges.ts';
import { reportMessages } from '../reporting/reportMessages.ts';
import { scheduleMessage } from './scheduleMessage.ts';

const reporting = reportingPorts();
const ports = {
  clock: reporting.clock,
  queue: new SqsWorkQueue(new SQSClient({}), { prompt: environment('PROMPT_QUEUE_URL') }),
  schedule: new EventBridgeSchedule(new SchedulerClient({}), {
    group: environment('SCHEDULE_GROUP'),
    queueArn: environment('PROMPT_QUEUE_ARN'),
    roleArn: environment('SCHEDULE_ROLE_ARN'),
    deadLetterArn: environment('UNSCHEDULED_QUEUE_ARN'),
  }),
};

/** Behind the Messages table's stream, filtered to messages. Reports are best effort: they never hold up a schedule. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const answer = await takeOnMessages(event, ports.queue, 'Scheduling', (message) => scheduleMessage(ports, message));
  await reportMessages(reporting, readMessageChanges(event.Records));
  return answer;
}
