import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoDbHourlyCounts } from '../../functions/aws/dynamodb/DynamoDbHourlyCounts.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

let tables: StartedTables;
let hourly: DynamoDbHourlyCounts;

beforeAll(async () => {
  tables = await startTables();
  hourly = new DynamoDbHourlyCounts(tables.client, await tables.create('sessions'));
});
afterAll(() => tables.stop());

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
