import { type Answer, answer } from '../aws/appsync/answer.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { cancelDeliveries } from './cancelDeliveries.ts';

const deliveries = environment('DELIVERIES_TABLE');
const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices: environment('DEVICES_TABLE') }),
  messages: new DynamoDbMessageStore(documentClient, { messages: environment('MESSAGES_TABLE'), deliveries }),
};

/** Behind the last step of Mutation.cancelMessage. */
export async function handler({
  messageId,
}: {
  readonly messageId: string;
}): Promise<Answer<{ readonly message: MessageRow | null; readonly cancelledDeliveries: number }>> {
  return answer(() => cancelDeliveries(ports, messageId));
}
