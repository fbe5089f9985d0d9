import { afterEach, beforeEach, expect, test } from 'vitest';
import { Events } from '../../events/Events.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { ManualClock } from '../../testing/ManualClock.ts';
import { FakeQueue, queueArn } from '../lambda/FakeQueue.ts';
import { createStage, type Stage } from '../lambda/support.ts';

let stage: Stage;
let queue: FakeQueue;
let clock: ManualClock;
let roleArn: string;

async function open(directory?: string): Promise<void> {
  stage = createStage({ clock, ...(directory === undefined ? {} : { directory }) });
  queue = stage.add(new FakeQueue());
  stage.add(new Events(stage.platform, { retryDelayScale: 0 }));
  roleArn = await stage.role(
    'bridge',
    [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [queueArn('q'), queueArn('dead')] }],
    'events.amazonaws.com',
  );
}

beforeEach(async () => {
  clock = new ManualClock();
  await open();
});
afterEach(() => stage.end());

const put = (entry: JsonObject) =>
  stage.platform.aws.call({ kind: 'root' }, 'events', 'PutEvents', {
    Entries: [{ Source: 'app', DetailType: 'Done', Detail: '{"a":1,"s":"t"}', ...entry }],
  });
const rule = (properties: JsonObject, target: JsonObject = {}) =>
  stage.apply('AWS::Events::Rule', {
    Name: 'r',
    ...properties,
    Targets: [{ Arn: queueArn('q'), Id: 't', RoleArn: roleArn, ...target }],
  });
const body = async () => JSON.parse(String((await queue.sent.take()).MessageBody));

test('a matching event reaches the target whole, another does not', async () => {
  await rule({ EventPattern: { source: ['app'], detail: { a: [1] } } });
  await stage.start();
  await put({ Detail: '{"a":2}' });
  expect(await put({ Resources: ['arn:x'] })).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: expect.any(String) }],
  });
  expect(await body()).toEqual({
    version: '0',
    id: expect.any(String),
    'detail-type': 'Done',
    source: 'app',
    account: '000000000000',
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: ['arn:x'],
    detail: { a: 1, s: 't' },
  });
  expect(queue.sent.waiting).toEqual([]);
});

test.each<[JsonObject, unknown]>([
  [{ Input: '{"fixed":true}' }, { fixed: true }],
  [{ InputPath: '$.detail.s' }, 't'],
  [
    {
      InputTransformer: {
        InputPathsMap: { a: '$.detail.a', s: '$.detail.s', d: '$.detail' },
        InputTemplate: '{"n": <a>, "text": "s is <s>", "all": <d>, "rule": <aws.events.rule-name>}',
      },
    },
    { n: 1, text: 's is t', all: { a: 1, s: 't' }, rule: 'r' },
  ],
])('%j shapes the input', async (target, expected) => {
  await rule({ EventPattern: { source: ['app'] } }, target);
  await stage.start();
  await put({});
  expect(await body()).toEqual(expected);
});

test('buses are apart', async () => {
  await stage.apply('AWS::Events::EventBus', { Name: 'mine' });
  const { physicalId } = await rule({ EventBusName: 'mine', EventPattern: { source: ['app'] } });
  expect(physicalId).toBe('mine|r');
  await stage.start();
  await put({});
  await put({ EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/mine', Detail: '{"bus":"mine"}' });
  expect(await body()).toMatchObject({ detail: { bus: 'mine' } });
});

test('a function is invoked only with its permission; what it may not reach goes to the dead-letter queue', async () => {
  const arn = await stage.fn('f', { 'index.mjs': 'export const handler = async () => 1' });
  const { Arn: ruleArn } = (
    await stage.apply('AWS::Events::Rule', {
      Name: 'r',
      EventPattern: { source: ['app'] },
      Targets: [{ Arn: arn, Id: 't', DeadLetterConfig: { Arn: queueArn('dead') }, RoleArn: roleArn }],
    })
  ).attributes;
  await stage.start();
  await put({});
  expect(await queue.sent.take()).toMatchObject({
    QueueUrl: 'http://sqs/dead',
    MessageAttributes: {
      RULE_ARN: { StringValue: ruleArn },
      TARGET_ARN: { StringValue: arn },
      ERROR_CODE: { StringValue: expect.stringContaining('AccessDenied') },
    },
  });
});

test('an accepted event outlives the process', async () => {
  await rule({ EventPattern: { source: ['app'] } });
  await put({});
  await stage.stop();
  await open(stage.directory);
  await stage.start();
  expect(await body()).toMatchObject({ source: 'app' });
});

test('a rule with a schedule follows the clock', async () => {
  await rule({ ScheduleExpression: 'rate(5 minutes)' });
  await stage.start();
  clock.advanceTo(Date.UTC(2026, 0, 1, 0, 11));
  expect([(await body()).time, (await body()).time]).toEqual(['2026-01-01T00:05:00Z', '2026-01-01T00:10:00Z']);
});

test.each<[JsonObject, string]>([
  [{ Source: '' }, 'InvalidArgument'],
  [{ Source: 'aws.s3' }, 'NotAuthorizedForSourceException'],
  [{ Detail: 'text' }, 'MalformedDetail'],
  [{ EventBusName: 'absent' }, 'ResourceNotFoundException'],
])('the entry %j fails alone', async (entry, ErrorCode) => {
  expect(await put(entry)).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }] });
});

test('a target that is not served here is refused by name', async () => {
  const Arn = 'arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/x';
  await expect(rule({ EventPattern: { source: ['app'] } }, { Arn })).rejects.toThrow(
    /endpoints\/graphql-api\/x is not supported/,
  );
});

test('TestEventPattern answers', async () => {
  const input = { EventPattern: '{"source":["app"]}', Event: '{"source":"app"}' };
  expect(await stage.platform.aws.call({ kind: 'root' }, 'events', 'TestEventPattern', input)).toEqual({
    Result: true,
  });
});
