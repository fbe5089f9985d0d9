import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoDbSubscriberStore } from '../../functions/aws/dynamodb/DynamoDbSubscriberStore.ts';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';
import { sampleSubscriber } from '../topics/samples.ts';

let tables: StartedTables;
let table: string;
let store: DynamoDbSubscriberStore;
beforeAll(async () => {
  tables = await startTables();
  table = await tables.create('Topics');
  store = new DynamoDbSubscriberStore(tables.client, table);
});
afterAll(() => tables.stop());

const due = { dueShard: 'TOPICS', dueAt: '2026-01-01T00:00:00.000Z' };
const earlier = { filterPolicy: '{"a":[1]}', rawDelivery: true } as const;
const wanted = { filterPolicy: '{"a":[{"$or":[]}]}', filterPolicyScope: 'MessageBody' } as const;
const changing = sampleSubscriber({ state: 'ADDING', ...earlier, wanted, ...due });

async function stored(row: TopicSubscriberRow): Promise<void> {
  const key = topicSubscriberKey(row.topicId, row.protocol, row.endpoint);
  await tables.client.send(new PutCommand({ TableName: table, Item: { ...key, ...row } }));
}

it('has the settings that SNS took, and no others', async () => {
  await stored(changing);
  expect(await store.noteAdded(changing)).toBe(true);
  const { wanted: _, rawDelivery: __, ...others } = changing;
  const added = { ...others, ...wanted, state: 'ADDED', wasAdded: true };
  const key = topicSubscriberKey(changing.topicId, changing.protocol, changing.endpoint);
  expect(await store.readSubscriber(changing)).toEqual({ ...key, ...added });
});

it('goes back to the settings that SNS took last, unless others are wanted since', async () => {
  await stored({ ...changing, revision: '2' });
  const to = { subscriptionArn: 'arn:subscription' };
  expect(await store.noteRolledBack(changing, to)).toBe(false);
  await stored(changing);
  expect(await store.noteRolledBack(changing, to)).toBe(true);
  const row = await store.readSubscriber(changing);
  expect(row).toMatchObject({ state: 'ADDED', ...earlier, ...to, ...due });
  expect(row?.wanted).toBeUndefined();
});

it('stays suspended and is not looked at, where SNS refuses to subscribe it again', async () => {
  await stored(changing);
  expect(await store.noteRolledBack(changing, { suspendedAt: 'then' })).toBe(true);
  const row = await store.readSubscriber(changing);
  expect(row).toMatchObject({ state: 'SUSPENDED', suspendedAt: 'then', ...earlier });
  expect([row?.wanted, row?.dueAt]).toEqual([undefined, undefined]);
});

it('is looked at while its suspension is not ended', async () => {
  const added = sampleSubscriber();
  await stored(added);
  expect(await store.noteSuspended(added, 'then', due)).toBe(true);
  const suspended = await store.readSubscriber(added);
  expect(suspended).toMatchObject({ state: 'SUSPENDED', suspendedAt: 'then', ...due });
  await store.noteEnded(added);
  const ended = await store.readSubscriber(added);
  expect([ended?.state, ended?.subscriptionArn, ended?.dueAt]).toEqual(['SUSPENDED', undefined, undefined]);
});
