import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDb } from '../dynamodb/DynamoDb.ts';
import { type StartedFront, startFront } from './startFront.ts';

export interface StartedDynamoDb extends StartedFront {
  readonly dynamoDb: DynamoDb;
  readonly client: DynamoDBClient;
  /** Creates an on-demand table. */
  createTable(input: Omit<CreateTableCommandInput, 'BillingMode'>): Promise<void>;
}

/** Starts DynamoDB behind the front, with AWS's own client as the account's root. */
export async function startDynamoDb(): Promise<StartedDynamoDb> {
  const started = await startFront();
  const dynamoDb = new DynamoDb(started.platform);
  started.platform.aws.register(dynamoDb);
  const client = new DynamoDBClient(started.clientConfig);
  return {
    ...started,
    dynamoDb,
    client,
    async createTable(input) {
      await client.send(new CreateTableCommand({ ...input, BillingMode: 'PAY_PER_REQUEST' }));
    },
    async stop() {
      client.destroy();
      await started.stop();
    },
  };
}
