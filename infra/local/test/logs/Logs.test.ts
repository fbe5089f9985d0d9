import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Logs } from '../../logs/Logs.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { Mailbox } from '../lambda/Mailbox.ts';
import { createStage, type Stage } from '../lambda/support.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
  stage.add(new Logs(stage.platform));
});
afterEach(() => stage.end());

const call = (operation: string, input: JsonObject) =>
  stage.platform.aws.call({ kind: 'root' }, 'logs', operation, input);
const put = (...messages: readonly string[]) =>
  call('PutLogEvents', {
    logGroupName: 'g',
    logStreamName: 's',
    logEvents: messages.map((message, index) => ({ timestamp: stage.platform.clock.now() + index, message })),
  });

async function createGroup(): Promise<void> {
  await stage.apply('AWS::Logs::LogGroup', { LogGroupName: 'g', RetentionInDays: 7 });
  await call('CreateLogStream', { logGroupName: 'g', logStreamName: 's' });
}

test('events are read back in order, page by page, in both directions', async () => {
  await createGroup();
  await put('one', 'two', 'three');
  const read = async (input: JsonObject) => {
    const answer = await call('GetLogEvents', { logGroupName: 'g', logStreamName: 's', limit: 2, ...input });
    return { ...answer, events: (answer.events as JsonObject[]).map((event) => event.message) };
  };
  const head = await read({ startFromHead: true });
  expect(head.events).toEqual(['one', 'two']);
  const next = await read({ nextToken: String(Reflect.get(head, 'nextForwardToken')) });
  expect(next.events).toEqual(['three']);
  const tail = await read({});
  expect(tail.events).toEqual(['two', 'three']);
  expect((await read({ nextToken: String(Reflect.get(tail, 'nextBackwardToken')) })).events).toEqual(['one']);
});

test('FilterLogEvents applies the pattern over all streams', async () => {
  await createGroup();
  await put('{"status":"SUCCESS"}', '{"status":"FAILURE"}');
  expect(await call('FilterLogEvents', { logGroupName: 'g', filterPattern: '{ $.status = "FAILURE" }' })).toMatchObject(
    {
      events: [{ logStreamName: 's', message: '{"status":"FAILURE"}' }],
    },
  );
});

test('groups and streams are described', async () => {
  await createGroup();
  await put('x');
  expect(await call('DescribeLogGroups', { logGroupNamePrefix: 'g' })).toMatchObject({
    logGroups: [
      {
        logGroupName: 'g',
        retentionInDays: 7,
        storedBytes: 27,
        arn: 'arn:aws:logs:us-east-1:000000000000:log-group:g:*',
      },
    ],
  });
  expect(await call('DescribeLogStreams', { logGroupName: 'g' })).toMatchObject({
    logStreams: [{ logStreamName: 's' }],
  });
  expect(stage.platform.meter.snapshot().get('logs:byte')).toBe(27);
});

test("bad input has AWS's names", async () => {
  await expect(put('x')).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  await createGroup();
  await expect(call('CreateLogGroup', { logGroupName: 'g' })).rejects.toMatchObject({
    code: 'ResourceAlreadyExistsException',
  });
  await expect(call('CreateLogGroup', { logGroupName: 'no spaces' })).rejects.toMatchObject({
    code: 'InvalidParameterException',
  });
  await expect(call('CreateLogStream', { logGroupName: 'g', logStreamName: 'a:b' })).rejects.toMatchObject({
    code: 'InvalidParameterException',
  });
  await expect(
    call('PutLogEvents', { logGroupName: 'g', logStreamName: 'other', logEvents: [] }),
  ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  await expect(put()).rejects.toMatchObject({ code: 'InvalidParameterException' });
  const now = stage.platform.clock.now();
  const logEvents = [
    { timestamp: now, message: 'b' },
    { timestamp: now - 1, message: 'a' },
  ];
  await expect(call('PutLogEvents', { logGroupName: 'g', logStreamName: 's', logEvents })).rejects.toThrow(
    'chronological',
  );
  const old = [
    { timestamp: 1, message: 'old' },
    { timestamp: now, message: 'new' },
  ];
  expect(await call('PutLogEvents', { logGroupName: 'g', logStreamName: 's', logEvents: old })).toMatchObject({
    rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 },
  });
});

test('a role writes only where its policy lets it', async () => {
  await createGroup();
  const roleArn = await stage.role('writer', [
    { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:g:*' },
  ]);
  const principal = stage.platform.aws.assume(roleArn, 'lambda.amazonaws.com', 'x');
  const input = {
    logGroupName: 'g',
    logStreamName: 's',
    logEvents: [{ timestamp: stage.platform.clock.now(), message: 'm' }],
  };
  await stage.platform.aws.call(principal, 'logs', 'PutLogEvents', input);
  await expect(
    stage.platform.aws.call(principal, 'logs', 'CreateLogStream', { logGroupName: 'g', logStreamName: 't' }),
  ).rejects.toThrow(/logs:CreateLogStream on resource: arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:t/);
});

test('a subscribed function receives the matching events, compressed as CloudWatch Logs does', async () => {
  await createGroup();
  const received = new Mailbox<unknown>();
  const channel = new BroadcastChannel(`logs-${process.pid}`);
  channel.onmessage = (message: { readonly data: unknown }) => received.put(message.data);
  const arn = await stage.fn('feedback', {
    'index.mjs': `import { gunzipSync } from 'node:zlib'; const channel = new BroadcastChannel('logs-${process.pid}');
      export const handler = async (event) => channel.postMessage(JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, 'base64'))));`,
  });
  const filter = { LogGroupName: 'g', FilterPattern: '{ $.status = "*" }', DestinationArn: arn, FilterName: 'all' };
  await expect(stage.apply('AWS::Logs::SubscriptionFilter', filter)).rejects.toThrow(
    'Could not execute the lambda function',
  );
  await stage.apply('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'logs.amazonaws.com',
    SourceArn: 'arn:aws:logs:us-east-1:000000000000:log-group:g:*',
  });
  await stage.apply('AWS::Logs::SubscriptionFilter', filter);
  await stage.start();
  await put('plain', '{"status":"SUCCESS"}');
  expect(await received.take()).toMatchObject({
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup: 'g',
    logStream: 's',
    subscriptionFilters: ['all'],
    logEvents: [{ id: expect.stringMatching(/^\d{56}$/), message: '{"status":"SUCCESS"}' }],
  });
  channel.close();
});

test("a function's own log lands in its group where its role may write it", async () => {
  await stage.apply('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/talker' });
  const Role = await stage.role('talker-role', [
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
  ]);
  await stage.fn('talker', { 'index.mjs': `export const handler = async () => console.log('said')` }, { Role });
  await stage.invoke('talker');
  await expect
    .poll(
      async () => (await call('FilterLogEvents', { logGroupName: '/aws/lambda/talker', filterPattern: 'said' })).events,
    )
    .toMatchObject([{ message: expect.stringMatching(/\tINFO\tsaid$/) }]);
});

test('the log group of a function is made with its first line, if the function’s role may', async () => {
  const everything = [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }];
  const files = { 'index.mjs': `export const handler = async () => console.log('hello');` };
  await stage.fn('talks', files, { Role: await stage.role('talker', everything) });
  await stage.fn('whispers', files);
  for (const name of ['talks', 'whispers']) await stage.invoke(name);
  await expect
    .poll(() => call('FilterLogEvents', { logGroupName: '/aws/lambda/talks' }).catch(() => ({ events: [] })))
    .toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('hello') })]),
    });
  const { logGroups } = await call('DescribeLogGroups', {});
  expect(logGroups).toMatchObject([{ logGroupName: '/aws/lambda/talks' }]);
});
