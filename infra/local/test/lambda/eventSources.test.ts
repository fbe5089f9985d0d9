import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { FakeQueue, queueArn } from './FakeQueue.ts';
import { FakeStream, streamArn } from './FakeStream.ts';
import { Mailbox } from './Mailbox.ts';
import { createStage, type Stage } from './support.ts';

let stage: Stage;
let queue: FakeQueue;
let stream: FakeStream;
let records: JsonObject[];
/** What the functions under test report: `report(value)` in their code. */
let reports: Mailbox<unknown>;
let channel: BroadcastChannel;

function open(directory?: string): void {
  stage = createStage({ retryDelayScale: 0, ...(directory === undefined ? {} : { directory }) });
  queue = stage.add(new FakeQueue());
  stream = stage.add(new FakeStream(stage.platform, records));
}

beforeEach(() => {
  records = [];
  reports = new Mailbox();
  channel = new BroadcastChannel(`reports-${process.pid}`);
  channel.onmessage = (message: { readonly data: unknown }) => reports.put(message.data);
  open();
});
afterEach(async () => {
  await stage.end();
  channel.close();
});

const grants = [
  {
    Effect: 'Allow',
    Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
    Resource: streamArn,
  },
  {
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    Resource: queueArn('work'),
  },
  { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn('failures') },
];

async function consumer(body: string): Promise<void> {
  const code = `const channel = new BroadcastChannel('reports-${process.pid}'); const report = (value) => channel.postMessage(value);
    const ids = (event) => event.Records.map((record) => record.dynamodb?.Keys.id.S ?? record.messageId);
    export const handler = async (event) => { ${body} };`;
  await stage.fn('consumer', { 'index.mjs': code }, { Role: await stage.role('consumer-role', grants) });
}

const fromStream = (properties: JsonObject = {}) =>
  stage.apply('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: streamArn,
    FunctionName: 'consumer',
    StartingPosition: 'TRIM_HORIZON',
    ...properties,
  });
const fromQueue = (properties: JsonObject = {}) =>
  stage.apply('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: queueArn('work'),
    FunctionName: 'consumer',
    ...properties,
  });

test("a stream's records arrive in order, in batches, in Lambda's shape", async () => {
  await consumer('report(event.Records)');
  await fromStream({ BatchSize: 2 });
  stream.put('a');
  stream.put('b');
  stream.put('c');
  await stage.start();
  expect(await reports.take()).toMatchObject([
    {
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: streamArn,
      dynamodb: { Keys: { id: { S: 'a' } }, SequenceNumber: '1' },
    },
    { dynamodb: { SequenceNumber: '2' } },
  ]);
  expect(await reports.take()).toMatchObject([{ dynamodb: { Keys: { id: { S: 'c' } } } }]);
  stream.put('d');
  expect(await reports.take()).toMatchObject([{ dynamodb: { Keys: { id: { S: 'd' } } } }]);
});

test('with a batching window a stream is not read for every record', async () => {
  await consumer('report(ids(event).length)');
  await fromStream({ BatchSize: 100, MaximumBatchingWindowInSeconds: 2 });
  await stage.start();
  for (let index = 0; index < 100; index += 1) {
    stream.put(`record-${index}`);
    await new Promise(setImmediate);
  }
  let received = 0;
  while (received < 100) received += Number(await reports.take());
  expect(stream.reads).toBeLessThan(50);
});

test('a failing batch blocks its shard until it succeeds', async () => {
  await consumer(
    `globalThis.n = (globalThis.n ?? 0) + 1; report(ids(event)); if (globalThis.n < 3) throw new Error('not yet');`,
  );
  await fromStream({ BatchSize: 1 });
  stream.put('a');
  stream.put('b');
  await stage.start();
  expect(await reports.takeAll(4)).toEqual([['a'], ['a'], ['a'], ['b']]);
});

test("bisection isolates the record that fails; its retries end at the destination, in AWS's shape", async () => {
  await consumer(`report(ids(event)); if (ids(event).includes('bad')) throw new Error('bad');`);
  await fromStream({
    BatchSize: 4,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: queueArn('failures') } },
  });
  for (const id of ['a', 'b', 'bad', 'c']) stream.put(id);
  await stage.start();
  const sent = await queue.sent.take();
  expect(sent.QueueUrl).toBe('http://sqs/failures');
  expect(JSON.parse(String(sent.MessageBody))).toMatchObject({
    version: '1.0',
    requestContext: { condition: 'RetryAttemptsExhausted', functionArn: expect.stringMatching(/:function:consumer$/) },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: '3',
      endSequenceNumber: '3',
      batchSize: 1,
      streamArn,
    },
  });
  expect(await reports.takeAll(6)).toEqual([['a', 'b', 'bad', 'c'], ['a', 'b'], ['bad', 'c'], ['bad'], ['bad'], ['c']]);
});

test('ReportBatchItemFailures goes on at the first failure', async () => {
  await consumer(`globalThis.n = (globalThis.n ?? 0) + 1; report(ids(event));
    return globalThis.n > 1 ? {} : { batchItemFailures: [{ itemIdentifier: event.Records[2].dynamodb.SequenceNumber }, { itemIdentifier: event.Records[1].dynamodb.SequenceNumber }] };`);
  await fromStream({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
  for (const id of ['a', 'b', 'c']) stream.put(id);
  await stage.start();
  expect(await reports.takeAll(2)).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
});

test('filters pass what matches any of them', async () => {
  await consumer('report(ids(event))');
  const Pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { status: { S: ['NEW'] } } } });
  await fromStream({ FilterCriteria: { Filters: [{ Pattern }] } });
  stream.put('a', { status: { S: 'OLD' } });
  stream.put('b', { status: { S: 'NEW' } });
  await stage.start();
  expect(await reports.take()).toEqual(['b']);
});

test('with a parallelization factor the records of one key stay in order', async () => {
  await consumer(
    `for (const r of event.Records) { await new Promise((done) => setImmediate(done)); report([r.dynamodb.Keys.id.S, Number(r.dynamodb.SequenceNumber)]); }`,
  );
  await fromStream({ BatchSize: 3, ParallelizationFactor: 4 });
  for (let index = 0; index < 60; index += 1) stream.put(`key-${index % 5}`);
  await stage.start();
  const seen = (await reports.takeAll(60)) as [string, number][];
  for (const key of new Set(seen.map(([name]) => name))) {
    const numbers = seen.filter(([name]) => name === key).map(([, number]) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  expect(new Set(seen.map(([, number]) => number)).size).toBe(60);
});

test('a restart goes on after the last batch that succeeded, and repeats the one that was running', async () => {
  await consumer(`report(ids(event)); if (ids(event)[0] === 'b') await new Promise(() => {});`);
  await fromStream({ BatchSize: 1 });
  stream.put('a');
  stream.put('b');
  await stage.start();
  expect(await reports.takeAll(2)).toEqual([['a'], ['b']]);
  await stage.stop();
  stream.put('c');
  open(stage.directory);
  await consumer('report(ids(event))');
  await fromStream({ BatchSize: 1 });
  await stage.start();
  expect(await reports.takeAll(2)).toEqual([['b'], ['c']]);
});

test('LATEST begins where the stream was when the mapping was made, over a restart too', async () => {
  await consumer('report(ids(event))');
  stream.put('before');
  await fromStream({ StartingPosition: 'LATEST' });
  stream.put('after');
  await stage.stop();
  open(stage.directory);
  await consumer('report(ids(event))');
  await fromStream({ StartingPosition: 'LATEST' });
  await stage.start();
  expect(await reports.take()).toEqual(['after']);
});

test('a mapping whose function may not read its source does not start, and says what is missing', async () => {
  await stage.fn('consumer', { 'index.mjs': 'export const handler = async () => 1' });
  await fromStream();
  await expect(stage.start()).rejects.toThrow(/dynamodb:GetRecords.*stream/);
});

test('UpdateEventSourceMapping disables and enables, and that outlives a restart', async () => {
  await consumer('report(ids(event))');
  const { physicalId: UUID } = await fromStream();
  await stage.start();
  const update = (Enabled: boolean) =>
    stage.platform.aws.call({ kind: 'root' }, 'lambda', 'UpdateEventSourceMapping', { UUID, Enabled });
  expect(await update(false)).toMatchObject({ State: 'Disabling' });
  await stage.stop();
  open(stage.directory);
  await consumer('report(ids(event))');
  await fromStream();
  await stage.start();
  const get = () => stage.platform.aws.call({ kind: 'root' }, 'lambda', 'GetEventSourceMapping', { UUID });
  expect(await get()).toMatchObject({ State: 'Disabled', EventSourceArn: streamArn });
  stream.put('a');
  await update(true);
  expect(await reports.take()).toEqual(['a']);
});

test("a queue's messages arrive in Lambda's shape and are deleted once handled", async () => {
  await consumer('report(event.Records)');
  await fromQueue();
  await stage.start();
  queue.release(['m1', 'hello'], ['m2', 'there']);
  expect(await reports.take()).toEqual([
    {
      messageId: 'm1',
      receiptHandle: 'handle-m1',
      body: 'hello',
      attributes: {},
      messageAttributes: {
        kind: { stringValue: 'm1', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn('work'),
      awsRegion: 'us-east-1',
    },
    expect.objectContaining({ messageId: 'm2' }),
  ]);
  expect(await queue.deleted.takeAll(2)).toEqual(['handle-m1', 'handle-m2']);
});

test('a failed batch is left to its visibility timeout; partial failures leave only those named', async () => {
  await consumer(`report(ids(event)); if (ids(event).includes('throws')) throw new Error('no');
    return { batchItemFailures: ids(event).filter((id) => id.startsWith('bad')).map((itemIdentifier) => ({ itemIdentifier })) };`);
  await fromQueue({ FunctionResponseTypes: ['ReportBatchItemFailures'], BatchSize: 2 });
  await stage.start();
  queue.release(['throws', ''], ['also', '']);
  await reports.take();
  queue.release(['bad1', ''], ['good1', '']);
  queue.release(['good2', '']);
  expect((await queue.deleted.takeAll(2)).toSorted()).toEqual(['handle-good1', 'handle-good2']);
  expect(queue.deleted.waiting).toEqual([]);
});

test('messages that no filter passes are deleted unseen', async () => {
  await consumer('report(ids(event))');
  await fromQueue({ FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { kind: ['push'] } }) }] } });
  await stage.start();
  queue.release(['no', '{"kind":"mail"}'], ['yes', '{"kind":"push"}'], ['text', 'not json']);
  expect(await reports.take()).toEqual(['yes']);
  expect((await queue.deleted.takeAll(3)).toSorted()).toEqual(['handle-no', 'handle-text', 'handle-yes']);
});

test('crashed workers lose nothing of a stream', async () => {
  await consumer(`const { existsSync, writeFileSync } = await import('node:fs');
    const seen = existsSync(process.cwd() + '/seen');
    writeFileSync(process.cwd() + '/seen', '');
    report(ids(event));
    if (!seen) await new Promise(() => {});`);
  await fromStream({ BatchSize: 1 });
  stream.put('hang');
  stream.put('next');
  await stage.start();
  expect(await reports.take()).toEqual(['hang']);
  stage.lambda.crash();
  expect(await reports.takeAll(2)).toEqual([['hang'], ['next']]);
});
