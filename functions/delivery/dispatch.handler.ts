import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { takeOnMessages } from '../aws/dynamodb/takeOnMessages.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import { advanceMessage } from './advanceMessage.ts';

const ports = sendingPorts();

/** Behind the Messages table's stream, filtered to messages that are accepted or cancelled. */
export function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  return takeOnMessages(event, ports.queue, 'Dispatching', (message) => advanceMessage(ports, message));
}
