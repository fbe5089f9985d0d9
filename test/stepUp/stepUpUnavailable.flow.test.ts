import { DeleteTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { startHeliograph } from '../support/startHeliograph.ts';
import { errorOf, publishAs } from '../support/stepUp.ts';
import { newAdmin, newPublisher } from '../support/users.ts';

// It has a Heliograph of its own, since nothing works there afterwards.
test('a database that is gone refuses, for everyone', async () => {
  await using heliograph = await startHeliograph();
  const { outputs } = heliograph;
  const paula = await newPublisher(outputs);
  const ada = await newAdmin(outputs);
  const { awsEndpoint: endpoint, region, root: credentials, service } = outputs;
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => name.includes('StepUpSettings'));
  await client.send(new DeleteTableCommand({ TableName }));
  for (const identity of [paula.accessToken, ada.accessToken, service]) {
    const answer = await publishAs(outputs, identity, paula);
    expect(answer.data?.publish ?? null).toBeNull();
    expect(errorOf(answer).errorType).toBe('StepUpUnavailable');
  }
});
