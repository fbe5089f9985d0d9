import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeQueue, queueArn } from './FakeQueue.ts';
import { Mailbox } from './Mailbox.ts';
import { createStage, type Stage } from './support.ts';

let stage: Stage;
let queue: FakeQueue;
let reports: Mailbox<unknown>;
let channel: BroadcastChannel;

function open(directory?: string): void {
  stage = createStage({ retryDelayScale: 0, ...(directory === undefined ? {} : { directory }) });
  queue = stage.add(new FakeQueue());
}

beforeEach(() => {
  reports = new Mailbox();
  channel = new BroadcastChannel(`async-${process.pid}`);
  channel.onmessage = (message: { readonly data: unknown }) => reports.put(message.data);
  open();
});
afterEach(async () => {
  await stage.end();
  channel.close();
});

async function worker(body: string, properties = {}): Promise<void> {
  const code = `const channel = new BroadcastChannel('async-${process.pid}'); const report = (value) => channel.postMessage(value);
    export const handler = async (event, context) => { ${body} };`;
  const grant = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn('results') };
  await stage.fn('worker', { 'index.mjs': code }, { Role: await stage.role('worker-role', [grant]), ...properties });
}

const send = (event: unknown) =>
  stage.platform.aws.call({ kind: 'root' }, 'lambda', 'Invoke', {
    FunctionName: 'worker',
    InvocationType: 'Event',
    Payload: JSON.stringify(event),
  });

test('an event is answered at once and tried three times, with one request id; then its record goes to the destination', async () => {
  await worker(`report(context.awsRequestId); throw new TypeError('never')`);
  await stage.apply('AWS::Lambda::EventInvokeConfig', {
    FunctionName: 'worker',
    Qualifier: '$LATEST',
    DestinationConfig: { OnFailure: { Destination: queueArn('results') } },
  });
  await stage.start();
  expect(await send({ a: 1 })).toEqual({ StatusCode: 202 });
  const sent = await queue.sent.take();
  const ids = await reports.takeAll(3);
  expect(new Set(ids).size).toBe(1);
  expect(JSON.parse(String(sent.MessageBody))).toMatchObject({
    version: '1.0',
    timestamp: expect.stringMatching(/Z$/),
    requestContext: {
      requestId: ids[0],
      functionArn: expect.stringMatching(/:function:worker:\$LATEST$/),
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { a: 1 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'TypeError', errorMessage: 'never' },
  });
});

test('success has its destination, and zero retries are none', async () => {
  await worker(`report('ran'); if (event.fail) throw new Error('no'); return event.a`);
  const destination = { Destination: queueArn('results') };
  await stage.apply('AWS::Lambda::EventInvokeConfig', {
    FunctionName: 'worker',
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnSuccess: destination, OnFailure: destination },
  });
  await stage.start();
  await send({ a: 5 });
  expect(JSON.parse(String((await queue.sent.take()).MessageBody))).toMatchObject({
    requestContext: { condition: 'Success', approximateInvokeCount: 1 },
    responsePayload: 5,
  });
  await send({ fail: true });
  expect(JSON.parse(String((await queue.sent.take()).MessageBody))).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
  });
});

test('a dead-letter queue receives the event itself, with its error as attributes', async () => {
  await worker(`throw new Error('dead')`, { DeadLetterConfig: { TargetArn: queueArn('results') } });
  await stage.start();
  await send({ letter: true });
  expect(await queue.sent.take()).toMatchObject({
    MessageBody: '{"letter":true}',
    MessageAttributes: {
      RequestID: { DataType: 'String' },
      ErrorMessage: { StringValue: expect.stringContaining('dead') },
    },
  });
});

test('an event outlives the process from the moment it was answered', async () => {
  await worker(`report(event); await new Promise(() => {})`);
  await stage.start();
  await send('kept');
  expect(await reports.take()).toBe('kept');
  await stage.stop();
  open(stage.directory);
  await worker('report(event)');
  await stage.start();
  expect(await reports.take()).toBe('kept');
});

test('throttled events wait for their turn', async () => {
  await worker('report(event)', { ReservedConcurrentExecutions: 1 });
  await stage.start();
  await Promise.all([1, 2, 3, 4, 5].map(send));
  expect((await reports.takeAll(5)).toSorted()).toEqual([1, 2, 3, 4, 5]);
});

test('a burst of events starts few environments', async () => {
  await worker(`globalThis.own ??= context.logStreamName; report(globalThis.own);`);
  await stage.start();
  await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)));
  expect(new Set(await reports.takeAll(20)).size).toBeLessThan(10);
});

test('events that take long do not hold up the others', async () => {
  await worker(
    `report(event); if (event !== 'last') await new Promise((resolve) => { channel.onmessage = resolve; });`,
  );
  await stage.start();
  await Promise.all(['first', 'second', 'third'].map(send));
  expect((await reports.takeAll(3)).toSorted()).toEqual(['first', 'second', 'third']);
  await send('last');
  expect(await reports.take()).toBe('last');
  channel.postMessage('go on');
});
