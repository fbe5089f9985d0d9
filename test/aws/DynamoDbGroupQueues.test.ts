import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbDeduplications } from '../../functions/aws/dynamodb/DynamoDbDeduplications.ts';
import { DynamoDbFollowerStore } from '../../functions/aws/dynamodb/DynamoDbFollowerStore.ts';
import { DynamoDbGroupQueues } from '../../functions/aws/dynamodb/DynamoDbGroupQueues.ts';
import { DynamoDbMessageStore } from '../../functions/aws/dynamodb/DynamoDbMessageStore.ts';
import { followerKey, messageKey } from '../../functions/rules/keys.ts';
import { positionOf, queuedMessagesOf } from '../../functions/rules/ordering/messageGroups.ts';
import { takeWithin } from '../../functions/rules/ordering/takeWithin.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { sampleMessage } from '../delivery/samples.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

let tables: StartedTables;
let client: DynamoDBDocumentClient;
let messagesTable: string;
let deliveriesTable: string;
let queues: DynamoDbGroupQueues;

beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
  messagesTable = await tables.create('messages');
  deliveriesTable = await tables.create('deliveries');
});
afterAll(() => tables.stop());
beforeEach(() => {
  queues = new DynamoDbGroupQueues(client, messagesTable);
});

/** A message to a group of a user's, accepted at that time. */
function grouped(groupId: string, at: number, suffix: string): MessageRow {
  const id = `01ARZ3NDEKTSV4RRFFQ69G5F${suffix}`;
  const options = { timeToLive: 60, priority: 'NORMAL', pushType: 'ALERT', groupId } as const;
  return sampleMessage({ id, options, sequence: positionOf(at, id) });
}

async function accept(message: MessageRow): Promise<void> {
  await client.send(new PutCommand({ TableName: messagesTable, Item: { ...messageKey(message.id), ...message } }));
  for (const Item of queuedMessagesOf(message)) await client.send(new PutCommand({ TableName: messagesTable, Item }));
}

describe('a group queue', () => {
  it('has the messages that were accepted with it, the earliest first', async () => {
    const groupQueue = 'QUEUE#USER#paula one ann';
    expect(await queues.first(groupQueue)).toBeNull();
    // The same millisecond, then an earlier one, which has fewer digits than it should.
    for (const [at, suffix] of [
      [1000, 'B1'],
      [1000, 'A1'],
      [99, 'C1'],
    ] as const) {
      await accept(grouped('one', at, suffix));
    }
    const seen: string[] = [];
    for (let row = await queues.first(groupQueue); row !== null; row = await queues.first(groupQueue)) {
      expect(row).toMatchObject({ groupQueue, deviceIds: [], failures: 0, revision: 0 });
      seen.push(row.messageId.slice(-2));
      await queues.remove(row);
    }
    expect(seen).toEqual(['C1', 'A1', 'B1']);
  });

  it('keeps devices, pauses and failures of a message, and one that was queued again', async () => {
    const message = grouped('two', 5, 'A2');
    await accept(message);
    const groupQueue = 'QUEUE#USER#paula two ann';
    const queued = { groupQueue, position: `${message.sequence}`, messageId: message.id };
    await queues.put(queued, ['phone'], 9);
    await queues.put(queued, ['tablet', 'phone'], 9);
    const row = await queues.first(groupQueue);
    if (row === null) throw new Error('no message');
    expect(row.deviceIds.toSorted()).toEqual(['phone', 'tablet']);
    await queues.hold(row, 77, 70);
    await queues.noteFailure(row);
    expect(await queues.first(groupQueue)).toMatchObject({ notBefore: 77, failures: 1, revision: 2 });
    await queues.put(queued, [], 9);
    await queues.remove(row);
    const again = await queues.first(groupQueue);
    expect(again).toMatchObject({ revision: 3 });
    if (again === null) throw new Error('no message');
    await queues.remove(again);
    // A change of a message that is gone does not bring it back.
    await queues.hold(again, 88, 80);
    await queues.noteFailure(again);
    await queues.remove(again);
    expect(await queues.first(groupQueue)).toBeNull();
    await queues.put(queued, ['phone'], 9);
    expect(await queues.first(groupQueue)).toMatchObject({ messageId: message.id, deviceIds: ['phone'], revision: 1 });
  });
});

it('a message goes on in a further row, before the next message, where a row would hold too many devices', async () => {
  const groupQueue = 'QUEUE#USER#paula long ann';
  const long = (name: string) => name.padEnd(128, 'x');
  const [first, next] = [grouped('long', 5, 'A7'), grouped('long', 6, 'A8')];
  await accept(first);
  await accept(next);
  const queued = { groupQueue, position: `${first.sequence}`, messageId: first.id };
  const named = new Set<string>();
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const ids = Array.from({ length: 100 }, (_, index) => long(`${attempt}-${index}-`));
    for (const id of ids) named.add(id);
    await queues.put(queued, ids, 9);
  }
  const seen: string[] = [];
  const found = new Set<string>();
  for (let row = await queues.first(groupQueue); row !== null; row = await queues.first(groupQueue)) {
    expect(row.deviceIds.length).toBeLessThanOrEqual(500);
    seen.push(row.messageId);
    for (const id of row.deviceIds) found.add(id);
    await queues.remove(row);
  }
  expect(seen.at(-1)).toBe(next.id);
  expect(new Set(seen.slice(0, -1))).toEqual(new Set([first.id]));
  expect(seen.length).toBeGreaterThan(2);
  expect(found).toEqual(named);
});

it('how far a fan-out has come fits its row, with the longest ids', async () => {
  const followers = Array.from({ length: 100 }, (_, index) => ({
    userId: `${index}`.padEnd(36, 'u'),
    deviceIds: Array.from({ length: 100 }, (_, device) => `${index}-${device}-`.padEnd(128, 'x')),
  }));
  const { byUser } = takeWithin({}, followers);
  const queued = { groupQueue: 'QUEUE#FANOUT#topic#long', position: '1', messageId: 'message' };
  await queues.put(queued, [], 9);
  const row = await queues.first(queued.groupQueue);
  if (row === null) throw new Error('no message');
  const pending = Object.fromEntries([...byUser].map(([userId, ids]) => [userId, [...ids]]));
  await queues.checkpoint(row, { reached: undefined, opened: 0, pending });
  expect((await queues.first(queued.groupQueue))?.pending).toEqual(pending);
});

it('a topic’s followers come page by page, and how far a message has come is kept', async () => {
  const followers = new DynamoDbFollowerStore(client, deliveriesTable);
  for (const userId of ['ann', 'ben', 'cleo', 'dan', 'eve']) {
    const row = { topicId: 'topic', userId, ...(userId === 'ben' ? { filterPolicy: '{}' } : {}) };
    await client.send(
      new PutCommand({ TableName: deliveriesTable, Item: { ...followerKey('topic', 'ACTIVE', userId), ...row } }),
    );
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await followers.page('topic', cursor, 2);
    expect(page.followers.length).toBeLessThanOrEqual(2);
    seen.push(...page.followers.map(({ userId, filterPolicy }) => `${userId}${filterPolicy ?? ''}`));
    ({ cursor } = page);
  } while (cursor !== undefined);
  expect(seen).toEqual(['ann', 'ben{}', 'cleo', 'dan', 'eve']);
  expect(await followers.page('other', undefined, 2)).toEqual({ followers: [] });

  const queued = { groupQueue: 'QUEUE#FANOUT#topic#one', position: '1', messageId: 'message' };
  await queues.put(queued, [], 9);
  const row = await queues.first(queued.groupQueue);
  if (row === null) throw new Error('no message');
  await queues.checkpoint(row, { reached: undefined, opened: 0, pending: { ann: ['phone'] } });
  expect(await queues.first(queued.groupQueue)).toMatchObject({ opened: 0, pending: { ann: ['phone'] } });
  await queues.checkpoint(row, { reached: 'ben', opened: 3, pending: {} });
  expect(await queues.first(queued.groupQueue)).toMatchObject({ reached: 'ben', opened: 3, pending: {} });
});

it('a message’s deliveries are all open until it fails', async () => {
  const messages = new DynamoDbMessageStore(client, { messages: messagesTable, deliveries: deliveriesTable });
  const message = grouped('three', 5, 'A3');
  await accept(message);
  expect(await messages.begin(message.id)).toBe('begun');
  await messages.resolve(message.id);
  expect(await messages.read(message.id)).toMatchObject({ resolved: true });
  await messages.fail(message.id);
  expect(await messages.read(message.id)).not.toHaveProperty('resolved');
});

describe('a deduplication id', () => {
  it('is one message’s of its group and publisher for five minutes', async () => {
    const deduplications = new DynamoDbDeduplications(client, messagesTable);
    const taken = { topicId: 'topic', groupId: 'group', publisherId: 'paula', deduplicationId: 'id' };
    expect(await deduplications.take({ ...taken, messageId: 'first' }, 0)).toBeNull();
    expect(await deduplications.take({ ...taken, messageId: 'first' }, 10)).toBeNull();
    expect(await deduplications.take({ ...taken, messageId: 'second' }, 299_999)).toBe('first');
    for (const name of ['topicId', 'groupId', 'publisherId', 'deduplicationId']) {
      const other = { [name]: 'other' };
      expect(await deduplications.take({ ...taken, ...other, messageId: 'second' }, 0)).toBeNull();
    }
    expect(await deduplications.take({ ...taken, messageId: 'third' }, 300_010)).toBeNull();
    expect(await deduplications.take({ ...taken, messageId: 'first' }, 300_011)).toBe('third');
  });

  it('that another message has ends one that has not ended otherwise', async () => {
    const deduplications = new DynamoDbDeduplications(client, messagesTable);
    const messages = new DynamoDbMessageStore(client, { messages: messagesTable, deliveries: deliveriesTable });
    const message = grouped('four', 5, 'A4');
    await accept(message);
    await deduplications.recordDuplicate(message.id, 'first');
    expect(await messages.read(message.id)).toMatchObject({ status: 'DUPLICATE', duplicateOf: 'first' });
    const cancelled = { ...grouped('four', 6, 'B4'), status: 'CANCELLED' as const };
    await accept(cancelled);
    await deduplications.recordDuplicate(cancelled.id, 'first');
    expect(await messages.read(cancelled.id)).toMatchObject({ status: 'CANCELLED' });
    expect(await messages.begin(message.id)).toBe('ended');
  });
});
