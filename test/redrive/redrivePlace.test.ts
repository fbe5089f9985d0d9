import { InvokeCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPlaces } from '../../infra/redrive/listPlaces.ts';
import { depthOf } from '../../infra/redrive/placeQueue.ts';
import type { PlaceName } from '../../infra/redrive/places.ts';
import { listPlace, redrivePlace } from '../../infra/redrive/redrivePlace.ts';
import { until } from '../support/observe.ts';
import { startWorld, type World } from './world.ts';

const messageId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function redrive(name: PlaceName) {
  const printed: string[] = [];
  const emptied = await redrivePlace(world.account, name, (line) => printed.push(line));
  return { emptied, printed: printed.join('\n') };
}

async function list(name: PlaceName): Promise<string> {
  const printed: string[] = [];
  await listPlace(world.account, name, (line) => printed.push(line));
  return printed.join('\n');
}

const depth = async (url: string) => (await depthOf(world.account, url)).visible;

/** Waits until Lambda has put something into the place of all but those with a queue of their own. */
async function deadLetters(name: PlaceName, count: number): Promise<void> {
  const url = `${world.account.outputs[`${name}QueueUrl`]}`;
  await until(
    `${count} are in ${name}`,
    () => depth(url),
    (now) => now === count,
  );
}

describe('work', () => {
  it('goes back to the queue of its kind, and is listed by its ids', async () => {
    const given = await world.queue('GivenUp');
    const targets = await Promise.all(['Prompt', 'Bulk', 'FanOut'].map((name) => world.queue(name)));
    await world.queue('Ordered', true);
    const chunk = { kind: 'deliver', messageId, deviceIds: ['phone', 'tablet'] };
    const work = [
      { kind: 'dispatch', messageId },
      { ...chunk, large: true },
      { kind: 'fanOut', messageId, shard: 3 },
      { ...chunk, large: false },
    ];
    const failedIn = { DataType: 'String', StringValue: 'Prompt' };
    const since = { DataType: 'String', StringValue: '2026-01-02T03:04:05.678Z' };
    for (const piece of work)
      await world.send(given, JSON.stringify(piece), { MessageAttributes: { failedIn, since } });

    const listed = await list('GivenUp');
    expect(listed).toContain(`message ${messageId} to the devices phone, tablet`);
    expect(listed).toContain('since 2026-01-02T03:04:05.678Z; it failed in Prompt');
    expect(await depth(given)).toBe(4);

    expect((await redrive('GivenUp')).emptied).toBe(true);
    expect(await depth(given)).toBe(0);
    const [prompt, bulk, fanOut] = await Promise.all(targets.map((url, index) => world.take(url, index === 0 ? 2 : 1)));
    expect(prompt?.map((body) => JSON.parse(body)).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      work[3],
      work[0],
    ]);
    expect(bulk?.map((body) => JSON.parse(body))).toEqual([work[1]]);
    expect(fanOut?.map((body) => JSON.parse(body))).toEqual([work[2]]);
  });

  it('of a message group goes back in its order, and what is not ours stays with those behind it', async () => {
    const given = await world.queue('OrderedGivenUp', true);
    const ordered = `${world.account.outputs.OrderedQueueUrl}`;
    const fromTopics = await world.queue('FromTopics', true);
    const wake = { kind: 'wake', groupQueue: 'QUEUE#USER#paula orders alice' };
    const notification = { TopicArn: 'arn:topic', SequenceNumber: '1', Message: JSON.stringify({ messageId }) };
    await world.send(given, JSON.stringify(wake), { MessageGroupId: 'a' });
    await world.send(given, JSON.stringify(notification), { MessageGroupId: 'b' });
    await world.send(given, 'a secret text', { MessageGroupId: 'c' });
    await world.send(given, JSON.stringify({ ...wake, groupQueue: 'behind' }), { MessageGroupId: 'c' });

    const { emptied, printed } = await redrive('OrderedGivenUp');
    expect(emptied).toBe(false);
    expect(printed).toContain('OrderedGivenUp: 2 done, 2 stay.');
    expect(printed).toContain('one of its group before it stays');
    expect(printed).not.toContain('secret');
    expect((await world.take(ordered, 1)).map((body) => JSON.parse(body))).toEqual([wake]);
    expect((await world.take(fromTopics, 1)).map((body) => JSON.parse(body))).toEqual([notification]);
    expect(await depth(given)).toBe(2);
  });

  it('of a phone goes back as SNS left it too, if the phone still follows the topic', async () => {
    const unpushed = await world.queue('Unpushed');
    const { Subscriptions = [] } = await world.account.sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: world.topicArn }),
    );
    const [{ SubscriptionArn = '', Endpoint = '' } = {}] = Subscriptions;
    for (const subscriptionArn of [SubscriptionArn, `${SubscriptionArn}-left`]) {
      const UnsubscribeURL = `https://sns.example/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
      const Message = JSON.stringify({ messageId, title: 'a secret text' });
      await world.send(unpushed, JSON.stringify({ Type: 'Notification', Message, UnsubscribeURL }));
    }
    const listed = await list('Unpushed');
    expect(listed).toContain(`message ${messageId} to the phone of ${SubscriptionArn}\n`);
    expect(listed).not.toContain('secret');
    const { emptied, printed } = await redrive('Unpushed');
    expect({ emptied, printed }).toEqual({ emptied: true, printed: expect.stringContaining('the phone has left') });
    const [again] = await world.take(`${world.account.outputs.PromptQueueUrl}`, 1);
    expect(JSON.parse(`${again}`)).toEqual({ kind: 'pushAgain', messageId, endpointArn: Endpoint });
  });

  it('whose schedule failed says with which error', async () => {
    const unscheduled = await world.queue('Unscheduled');
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await world.send(unscheduled, JSON.stringify({ kind: 'dispatch', messageId }), {
      MessageAttributes: {
        ERROR_CODE: text('AccessDeniedException'),
        ERROR_MESSAGE: text('User: arn:aws:sts::1:assumed-role/hush is not authorized to perform: sqs:SendMessage'),
        RETRY_ATTEMPTS: text('0'),
        SCHEDULE_ARN: text('arn:schedule'),
      },
    });
    const listed = await list('Unscheduled');
    expect(listed).toContain(`the dispatch of message ${messageId}`);
    expect(listed).toContain(
      'error AccessDeniedException “User: … is not authorized to perform: sqs:SendMessage” after 0 retries',
    );
    expect((await redrive('Unscheduled')).emptied).toBe(true);
    expect(await world.take(`${world.account.outputs.PromptQueueUrl}`, 1)).toHaveLength(1);
  });
});

describe('records of a stream', () => {
  it('are read again by the pointer that Lambda left, and those alone that the function follows', async () => {
    await world.breakDown(true);
    for (const name of ['one', 'two']) await world.put(`MESSAGE#${name}`, { status: { S: 'ACCEPTED' } });
    await world.put('DEVICE#other');
    await world.put('MESSAGE#hidden', { hidden: { S: 'yes' } });
    await world.put('MESSAGE#three');
    await until(
      'Lambda gave all three up',
      () => list('Undispatched'),
      (listed) => ['one', 'two', 'three'].every((name) => listed.includes(`MESSAGE#${name} MESSAGE`)),
    );
    const listed = await list('Undispatched');
    expect(listed).toContain('RetryAttemptsExhausted after 1 attempts');
    expect(listed).not.toMatch(/hidden|other/);

    const still = await redrive('Undispatched');
    expect(still.emptied).toBe(false);
    expect(still.printed).toContain('failed again: ResourceNotFoundException Requested resource not found: …');

    await world.breakDown(false);
    const { emptied, printed } = await redrive('Undispatched');
    expect(emptied).toBe(true);
    expect(printed).toContain('MESSAGE#two MESSAGE');
    expect(await takenRows(3)).toEqual(['MESSAGE#one', 'MESSAGE#two', 'MESSAGE#three']);
  });

  it('that the stream has lost are rebuilt from the rows that the table has, once', async () => {
    const url = await world.queue('Unreleased');
    const [from, to] = ['2026-01-02T00:00:00Z', '2026-01-02T01:00:00Z'];
    await world.put('MESSAGE#over', { expiresAt: { S: '2026-01-01T00:00:00.000Z' } });
    await world.put('MESSAGE#later', { createdAt: { S: '2026-01-03T00:00:00.000Z' } });
    await takenRows(2);
    for (const _ of [1, 2]) await world.send(url, await lostPointer(from, to));
    expect(await list('Unreleased')).toContain('the stream has lost them');
    const { emptied, printed } = await redrive('Unreleased');
    expect(emptied).toBe(true);
    expect(printed).toContain('the stream has lost the records');
    expect(printed).toContain('had every row of the table just now');
    expect((await takenRows(3)).toSorted()).toEqual(['MESSAGE#one', 'MESSAGE#three', 'MESSAGE#two']);
  });
});

describe('records that count', () => {
  it('are given again, and their messages are recounted once, until all are over', async () => {
    await world.breakDown(true);
    for (const name of ['one', 'two', 'busy']) await world.put(`MESSAGE#${name}`, { again: { S: 'yes' } });
    await until(
      'Lambda gave all three up',
      () => list('Uncounted'),
      (listed) => ['one', 'two', 'busy'].every((name) => listed.includes(`MESSAGE#${name} MESSAGE`)),
    );
    await world.breakDown(false);
    const first = await redrive('Uncounted');
    expect(first.emptied).toBe(false);
    expect(first.printed).toMatch(/1 changing \(busy\).*: try again once the stream is read, and they rest/);
    const recounts = await takenRecounts(3);
    expect(recounts.toSorted()).toEqual(['busy', 'one', 'two']);
    await world.account.sqs.send(new PurgeQueueCommand({ QueueUrl: world.account.outputs.UncountedQueueUrl }));
  });

  it('that the stream has lost are found by the rows that changed then', async () => {
    const url = await world.queue('Uncounted');
    const at = (time: string) => ({ transitions: { L: [{ M: { at: { S: time } } }] } });
    await world.put('MESSAGE#one', at('2026-01-02T00:30:00.000Z'));
    await world.put('MESSAGE#two', at('2026-01-02T00:30:00.000Z'));
    await world.put('MESSAGE#three', at('2026-01-02T03:00:00.000Z'));
    await takenRows(3);
    for (const _ of [1, 2]) await world.send(url, await lostPointer('2026-01-02T00:00:00Z', '2026-01-02T01:00:00Z'));
    const { emptied, printed } = await redrive('Uncounted');
    expect(emptied).toBe(true);
    expect(printed).toContain('the stream has lost the records: 1 recounted (one), 1 unchanged (two)');
    expect(printed).toContain('2 recounted just now');
    expect(await world.taken(1)).toEqual([{ recount: ['one', 'two'] }]);
  });
});

describe('an event', () => {
  it('that an asynchronous invocation failed on is given to the function again', async () => {
    await world.breakDown(true);
    const Payload = Buffer.from(JSON.stringify({ secret: 'token' }));
    await world.account.lambda.send(
      new InvokeCommand({ FunctionName: world.functionName, InvocationType: 'Event', Payload }),
    );
    await deadLetters('Unexplained', 1);
    const listed = await list('Unexplained');
    expect(listed).toContain(
      'RetriesExhausted after 1 attempts: ResourceNotFoundException Requested resource not found: …',
    );
    expect(listed).not.toContain('token');
    expect((await redrive('Unexplained')).emptied).toBe(false);
    await world.breakDown(false);
    expect((await redrive('Unexplained')).emptied).toBe(true);
    expect(await world.taken(1)).toEqual([{ secret: 'token' }]);
  });

  it('that SNS could not give to the function too', async () => {
    const url = await world.queue('Unexplained');
    const notification = { Type: 'Notification', MessageId: 'n', TopicArn: world.topicArn, Message: 'token' };
    const code = { DataType: 'String', StringValue: '403' };
    await world.send(url, JSON.stringify(notification), { MessageAttributes: { ErrorCode: code } });
    const listed = await list('Unexplained');
    expect(listed).toContain('the notification n');
    expect(listed).toContain('error 403');
    expect(listed).not.toContain('token');
    expect((await redrive('Unexplained')).emptied).toBe(true);
    expect(await world.taken(1)).toMatchObject([{ Records: [{ EventSource: 'aws:sns', Sns: notification }] }]);
  });

  it('that a function set aside itself comes marked, so that it is not set aside again', async () => {
    const url = await world.queue('Misunderstood');
    const mapping = await mappingOf();
    const body = {
      functionArn: mapping?.FunctionArn,
      event: { entries: ['token'] },
      what: 'one entry',
      why: 'malformed',
    };
    await world.send(url, JSON.stringify(body));
    const listed = await list('Misunderstood');
    expect(listed).toContain('one entry');
    expect(listed).not.toContain('token');
    expect((await redrive('Misunderstood')).emptied).toBe(true);
    expect(await world.taken(1)).toEqual([{ entries: ['token'], redrive: true }]);
  });
});

it('a function that missed runs runs once', async () => {
  const url = await world.queue('Missed');
  const mapping = await mappingOf();
  const TARGET_ARN = { DataType: 'String', StringValue: `${mapping?.FunctionArn}` };
  for (const _ of [1, 2, 3]) await world.send(url, '{"run":true}', { MessageAttributes: { TARGET_ARN } });
  expect(await list('Missed')).toContain(`a run of ${world.functionName}`);
  expect((await redrive('Missed')).emptied).toBe(true);
  expect(await world.taken(1)).toEqual([{ run: true }]);
});

it('all places are listed with their depths', async () => {
  await world.send(await world.queue('Unreported'), 'x');
  const printed: string[] = [];
  await listPlaces(world.account, (line) => printed.push(line));
  expect(printed.find((line) => line.startsWith('Unreported'))).toMatch(/^Unreported +1 {2}changes of devices/);
  expect(printed.find((line) => line.startsWith('GivenUp'))).toMatch(/^GivenUp +0 /);
});

/** Returns the messages that the function recounted, once there are so many. */
async function takenRecounts(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const [event] = await world.taken(1);
    ids.push(...((event?.recount ?? []) as readonly string[]));
  }
  return ids;
}

/** The message that Lambda leaves for records of this time, which the stream has no more. */
async function lostPointer(from: string, to: string): Promise<string> {
  const mapping = await mappingOf();
  return JSON.stringify({
    requestContext: {
      requestId: 'r',
      functionArn: mapping?.FunctionArn,
      condition: 'RecordAgeExceeded',
      approximateInvokeCount: 0,
    },
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000001-00000001',
      startSequenceNumber: `1${'0'.repeat(20)}`,
      endSequenceNumber: `1${'0'.repeat(20)}`,
      approximateArrivalOfFirstRecord: from,
      approximateArrivalOfLastRecord: to,
      batchSize: 1,
      streamArn: mapping?.EventSourceArn,
    },
  });
}

/** Returns the rows whose records the function took, in order, once there are so many. */
async function takenRows(count: number): Promise<readonly string[]> {
  const rows: string[] = [];
  while (rows.length < count) {
    const [event] = await world.taken(1);
    const records = (event?.Records ?? []) as readonly { dynamodb: { Keys: { pk: { S: string } } } }[];
    rows.push(...records.map(({ dynamodb }) => dynamodb.Keys.pk.S));
  }
  return rows;
}

async function mappingOf() {
  const { EventSourceMappings } = await world.account.lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: world.functionName }),
  );
  return EventSourceMappings?.[0];
}
