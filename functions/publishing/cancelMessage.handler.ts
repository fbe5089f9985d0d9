import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { type Cancellation, cancelDeliveries } from './cancelDeliveries.ts';

const deliveries = environment('DELIVERIES_TABLE');
const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices: environment('DEVICES_TABLE') }),
  messages: new DynamoDbMessageStore(documentClient, { messages: environment('MESSAGES_TABLE'), deliveries }),
};

export interface CancelMessageEvent {
  readonly messageId: string;
}

/** Behind the last step of `Mutation.cancelMessage`. */
export function handler({ messageId }: CancelMessageEvent, context: Context): Promise<Answer<Cancellation>> {
  return answer(context, () => cancelDeliveries(ports, messageId));
}
