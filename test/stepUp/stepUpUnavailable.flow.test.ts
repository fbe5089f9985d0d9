import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { startHeliograph } from '../support/startHeliograph.ts';
import { errorOf, publishAs } from '../support/stepUp.ts';
import { newAdmin, newPublisher } from '../support/users.ts';

// It has a Heliograph of its own, since nothing works there afterwards.
test('a database that is gone refuses, for everyone', async () => {
  await using heliograph = await startHeliograph();
  const { outputs } = heliograph;
  const paula = await newPublisher(outputs);
  const ada = await newAdmin(outputs);
  const TableName = await tableOf(outputs, 'StepUpSettings');
  await databaseOf(outputs).send(new DeleteTableCommand({ TableName }));
  for (const identity of [paula.accessToken, ada.accessToken, outputs.service]) {
    const answer = await publishAs(outputs, identity, paula);
    expect(answer.data?.publish ?? null).toBeNull();
    expect(errorOf(answer).errorType).toBe('StepUpUnavailable');
  }
});
