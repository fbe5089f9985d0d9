import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { workOff } from '../aws/sqs/workOff.ts';
import { doWork } from './doWork.ts';

const ports = sendingPorts();
const pauses = new SqsPause(new SQSClient({}), [environment('PROMPT_QUEUE_URL'), environment('BULK_QUEUE_URL')]);

/** Behind the queues of small work and of deliveries. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return workOff(event, context, { queue: ports.queue, pauses, work: (work) => doWork(ports, work) });
}
