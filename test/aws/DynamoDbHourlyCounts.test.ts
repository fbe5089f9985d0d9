import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type StartedDynamoDb, startDynamoDb } from 'local-cloud/testing/startDynamoDb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoDbHourlyCounts } from '../../functions/aws/dynamodb/DynamoDbHourlyCounts.ts';

let local: StartedDynamoDb;
let hourly: DynamoDbHourlyCounts;

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
  hourly = new DynamoDbHourlyCounts(DynamoDBDocumentClient.from(local.client), 'sessions');
});
afterAll(() => local.stop());

const now = 1_800_000_100;

it('codes and answers of a user are counted by the hour, each for itself', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => hourly.claim('user', 'sends', 3, now)));
  expect(claims.filter((claimed) => claimed)).toHaveLength(3);
  expect(await hourly.claim('user', 'answers', 1, now)).toBe(true);
  expect(await hourly.claim('user', 'answers', 1, now)).toBe(false);
  await hourly.giveBack('user', 'sends', now);
  expect(await hourly.claim('user', 'sends', 3, now)).toBe(true);
  expect(await hourly.claim('user', 'sends', 3, now)).toBe(false);
  expect(await hourly.claim('user', 'sends', 3, now + 3600)).toBe(true);
  expect(await hourly.claim('another', 'sends', 3, now)).toBe(true);
});

it('what was not counted is not given back', async () => {
  await hourly.giveBack('nobody', 'answers', now);
  expect(await hourly.claim('nobody', 'answers', 1, now)).toBe(true);
  await hourly.giveBack('nobody', 'answers', now + 3600);
  expect(await hourly.claim('nobody', 'answers', 1, now)).toBe(false);
});
