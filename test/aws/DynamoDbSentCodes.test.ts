import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type StartedDynamoDb, startDynamoDb } from 'local-cloud/testing/startDynamoDb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoDbSentCodes } from '../../functions/aws/dynamodb/DynamoDbSentCodes.ts';
import { openRow, signedInAt } from '../stepUp/fakes.ts';

let local: StartedDynamoDb;
let codes: DynamoDbSentCodes;

beforeAll(async () => {
  local = await startDynamoDb();
  await local.createTable({
    TableName: 'sessions',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
  codes = new DynamoDbSentCodes(DynamoDBDocumentClient.from(local.client), 'sessions');
});
afterAll(() => local.stop());

it('the newest code is for one challenge, of all that a user has', async () => {
  const a = { ...openRow, challengeId: 'a' };
  const b = { ...openRow, challengeId: 'b' };
  expect(await codes.isNewestFor(a, 'phone_number')).toBe(false);
  await codes.note(a, 'phone_number', signedInAt);
  await codes.note(b, 'email', signedInAt);
  expect(await codes.isNewestFor(a, 'phone_number')).toBe(true);
  expect(await codes.isNewestFor({ ...a, userId: 'another' }, 'phone_number')).toBe(false);
  await codes.note(b, 'phone_number', signedInAt);
  expect(await codes.isNewestFor(a, 'phone_number')).toBe(false);
  expect(await codes.isNewestFor(b, 'phone_number')).toBe(true);
});
