import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoDbSentCodes } from '../../functions/aws/dynamodb/DynamoDbSentCodes.ts';
import { openRow, signedInAt } from '../stepUp/fakes.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

let tables: StartedTables;
let codes: DynamoDbSentCodes;

beforeAll(async () => {
  tables = await startTables();
  codes = new DynamoDbSentCodes(tables.client, await tables.create('sessions'));
});
afterAll(() => tables.stop());

it('the newest code is for one challenge, of all that a user has, and says what it approves', async () => {
  const a = { ...openRow, challengeId: 'a', summary: 'Pay 5' };
  const b = { ...openRow, challengeId: 'b', summary: 'Pay 50' };
  const newest = (userId = a.userId) => codes.newest(userId, 'phone_number');
  expect(await newest()).toBeNull();
  await codes.note(a, 'phone_number', signedInAt);
  await codes.note(b, 'email', signedInAt);
  expect(await newest()).toMatchObject({ challengeId: 'a', summary: 'Pay 5', expiresAt: signedInAt + 600 });
  expect(await newest('another')).toBeNull();
  await codes.note(b, 'phone_number', signedInAt);
  expect(await newest()).toMatchObject({ challengeId: 'b', summary: 'Pay 50' });
  // Once it is taken it says nothing of its challenge any more. An older one ends nothing.
  await codes.close(a, 'phone_number', signedInAt + 1);
  expect(await newest()).toMatchObject({ challengeId: 'b', expiresAt: signedInAt + 600 });
  await codes.close(b, 'phone_number', signedInAt + 1);
  expect(await newest()).toMatchObject({ challengeId: 'b', expiresAt: signedInAt + 1 });
});
