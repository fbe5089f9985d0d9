import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isJsonObject } from '../../platform/Json.ts';
import type { Log } from '../../platform/Log.ts';
import { createStage, type Stage } from './support.ts';

let stage: Stage;
let warnings: string[] = [];
beforeEach(() => {
  warnings = [];
  const log: Log = (level, source, message, fields) => {
    if (level === 'warn') warnings.push(`${source} ${message} ${JSON.stringify(fields)}`);
  };
  stage = createStage({ log });
});
afterEach(() => stage.end());

const root = { kind: 'root' } as const;

test('an ES module handler is given the event and a context, and its value is the answer', async () => {
  const arn = await stage.fn('hello', {
    'index.mjs': `export const handler = async (event, context) => ({
      hello: event.name, arn: context.invokedFunctionArn, version: context.functionVersion, name: context.functionName,
      memory: context.memoryLimitInMB, group: context.logGroupName, id: typeof context.awsRequestId,
      remaining: context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 3000 });`,
  });
  expect(await stage.invoke('hello', { name: 'world' })).toEqual({
    error: undefined,
    payload: {
      hello: 'world',
      arn,
      version: '$LATEST',
      name: 'hello',
      memory: '128',
      group: '/aws/lambda/hello',
      id: 'string',
      remaining: true,
    },
  });
});

test('a CommonJS handler, nested and in a folder, works as well', async () => {
  await stage.fn(
    'common',
    { 'lib/app.js': `exports.api = { run: async () => __filename.endsWith('app.js') };` },
    { Handler: 'lib/app.api.run' },
  );
  expect(await stage.invoke('common')).toEqual({ payload: true, error: undefined });
});

test('a package above the code, as where the assembly lies in a project, does not decide what kind of module it is', async () => {
  writeFileSync(join(stage.directory, 'package.json'), '{"type": "module"}');
  await stage.fn('common', {
    'index.js': 'module.exports.handler = async () => require("./answer.js");',
    'answer.js': 'module.exports = 42',
  });
  expect(await stage.invoke('common')).toEqual({ payload: 42, error: undefined });
});

test('inline code of either kind of module runs', async () => {
  const Role = await stage.role('inline');
  const shared = { Role, Handler: 'index.handler', Runtime: 'nodejs24.x' };
  await stage.apply(
    'AWS::Lambda::Function',
    { ...shared, FunctionName: 'a', Code: { ZipFile: 'exports.handler = async () => 1' } },
    'A',
  );
  await stage.apply(
    'AWS::Lambda::Function',
    { ...shared, FunctionName: 'b', Code: { ZipFile: 'export const handler = async () => 2' } },
    'B',
  );
  expect([(await stage.invoke('a')).payload, (await stage.invoke('b')).payload]).toEqual([1, 2]);
});

test('callback handlers run in runtimes that have them, and are refused in nodejs24.x', async () => {
  const files = { 'index.js': `exports.handler = (event, context, callback) => callback(null, 'called back');` };
  await stage.fn('old', files, { Runtime: 'nodejs22.x' });
  await stage.fn('new', files);
  expect(await stage.invoke('old')).toEqual({ payload: 'called back', error: undefined });
  expect(await stage.invoke('new')).toMatchObject({
    payload: { errorType: 'Runtime.CallbackHandlerDeprecated' },
    error: 'Unhandled',
  });
});

test("the environment is the function's own and nothing of the host's", async () => {
  process.env.HOST_SECRET = 'host';
  await stage.fn(
    'env',
    {
      'index.mjs': `export const handler = async () => ({ ...process.env, cwd: process.cwd(), offset: new Date().getTimezoneOffset() });`,
    },
    { Environment: { Variables: { TABLE: 'messages' } }, MemorySize: 256 },
  );
  const { payload } = await stage.invoke('env');
  expect(payload).toMatchObject({
    TABLE: 'messages',
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'env',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: expect.stringMatching(/^A/),
    AWS_SECRET_ACCESS_KEY: expect.any(String),
    LAMBDA_TASK_ROOT: join(stage.directory, 'code', 'env'),
    cwd: join(stage.directory, 'code', 'env'),
    offset: 0,
  });
  expect(payload).not.toHaveProperty('HOST_SECRET');
});

test('the module is loaded once and reused; concurrent calls have environments of their own', async () => {
  await stage.fn('counter', {
    'index.mjs': `let count = 0; export const handler = async (event) => {
      if (event.channel) { const c = new BroadcastChannel(event.channel); await new Promise((r) => { c.onmessage = r; c.postMessage('here'); }); c.postMessage('here'); c.close(); }
      return ++count; };`,
  });
  expect((await stage.invoke('counter')).payload).toBe(1);
  expect((await stage.invoke('counter')).payload).toBe(2);
  const channel = `meet-${process.pid}`;
  const both = await Promise.all([stage.invoke('counter', { channel }), stage.invoke('counter', { channel })]);
  expect(both.map(({ payload }) => payload).sort()).toEqual([1, 3]);
});

test('beyond the reserved concurrency a call is throttled', async () => {
  await stage.fn('one', { 'index.mjs': 'export const handler = async () => 1' }, { ReservedConcurrentExecutions: 1 });
  const first = stage.invoke('one');
  await expect(stage.invoke('one')).rejects.toMatchObject({ code: 'TooManyRequestsException', status: 429 });
  expect((await first).payload).toBe(1);
  expect((await stage.invoke('one')).payload).toBe(1);
});

test('a thrown error is described and logged, and the environment lives on', async () => {
  await stage.fn('thrower', {
    'index.mjs': `let n = 0; export const handler = async (event) => { n += 1; if (event.fail) throw new RangeError('no'); return n; };`,
  });
  expect(await stage.invoke('thrower', { fail: true })).toEqual({
    error: 'Unhandled',
    payload: { errorType: 'RangeError', errorMessage: 'no', trace: expect.arrayContaining(['RangeError: no']) },
  });
  expect((await stage.invoke('thrower')).payload).toBe(2);
  expect(warnings).toEqual([expect.stringMatching(/^lambda thrower Failed .*"error":"RangeError: no"/)]);
});

test.each([
  ['process.exit(3)', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') }],
  [
    'setImmediate(() => { throw new TypeError("later") }); await new Promise(() => {})',
    { errorType: 'TypeError', errorMessage: 'later' },
  ],
  [
    'Promise.reject(new Error("lost")); await new Promise(() => {})',
    { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
  ],
  ['return { big: 1n }', { errorType: 'TypeError', errorMessage: expect.stringContaining('BigInt') }],
  [
    'const all = []; for (;;) all.push(new Array(1e5).fill(all.length))',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('killed') },
  ],
])('%s fails the invocation alone', async (code, expected) => {
  await stage.fn(
    'fails',
    { 'index.mjs': `export const handler = async (event) => { if (event.ok) return 'ok'; ${code} };` },
    { Timeout: 60 },
  );
  expect(await stage.invoke('fails')).toMatchObject({ error: 'Unhandled', payload: expected });
  expect((await stage.invoke('fails', { ok: true })).payload).toBe('ok');
});

test('a call over its time is killed, even in a busy loop', async () => {
  await stage.fn(
    'slow',
    { 'index.mjs': 'export const handler = async (event) => { while (!event.ok); return 1; }' },
    { Timeout: 1 },
  );
  expect(await stage.invoke('slow')).toMatchObject({
    error: 'Unhandled',
    payload: {
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds$/),
    },
  });
  expect((await stage.invoke('slow', { ok: true })).payload).toBe(1);
});

test.each([
  [{ 'other.mjs': '' }, 'Runtime.ImportModuleError'],
  [{ 'index.mjs': 'export const other = 1' }, 'Runtime.HandlerNotFound'],
  [{ 'index.mjs': 'export const handler = (' }, 'Runtime.UserCodeSyntaxError'],
  [{ 'index.mjs': `import 'vitest'; export const handler = async () => 1` }, 'Runtime.ImportModuleError'],
  [{ 'index.mjs': `throw new RangeError('at load')` }, 'RangeError'],
])('what cannot be loaded says why: %o', async (files, errorType) => {
  await stage.fn('broken', files);
  expect(await stage.invoke('broken')).toMatchObject({ error: 'Unhandled', payload: { errorType } });
});

test("the SDK of the runtime and the function's own modules resolve; a layer's come after them", async () => {
  const layer = join(stage.directory, 'layer');
  for (const [name, folder] of [
    ['mine', join(stage.directory, 'code', 'sdk', 'node_modules')],
    ['mine', join(layer, 'nodejs', 'node_modules')],
    ['shared', join(layer, 'nodejs', 'node_modules')],
  ] as const) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(
      join(folder, name, 'index.js'),
      `module.exports = { from: ${JSON.stringify(folder.includes('layer') ? 'layer' : 'own')} };`,
    );
  }
  const { physicalId } = await stage.apply('AWS::Lambda::LayerVersion', {
    Content: { S3Bucket: stage.directory, S3Key: 'layer' },
  });
  await stage.fn(
    'sdk',
    {
      'index.mjs': `import { SNSClient } from '@aws-sdk/client-sns'; import mine from 'mine'; import shared from 'shared';
      export const handler = async () => [typeof SNSClient, mine.from, shared.from];`,
    },
    { Layers: [physicalId] },
  );
  expect(await stage.invoke('sdk')).toEqual({ error: undefined, payload: ['function', 'own', 'layer'] });
});

test('LogResult is the tail of what the call logged', async () => {
  await stage.fn('logs', {
    'index.mjs': `export const handler = async () => { console.log('a %s', 'line'); process.stdout.write('raw\\n'); };`,
  });
  const answer = await stage.platform.aws.call(root, 'lambda', 'Invoke', { FunctionName: 'logs', LogType: 'Tail' });
  const log = Buffer.from(String(answer.LogResult), 'base64').toString();
  expect(log).toMatch(
    /^START RequestId: \S+ Version: \$LATEST\n\S+\t\S+\tINFO\ta line\nraw\nEND RequestId: \S+\nREPORT RequestId: .*Billed Duration: \d+ ms/,
  );
  expect(answer).toMatchObject({ Payload: 'null', StatusCode: 200, ExecutedVersion: '$LATEST' });
});

test('every line of a function that logs JSON is one object, those of Lambda itself too', async () => {
  await stage.fn(
    'logs-json',
    { 'index.mjs': `export const handler = async () => { console.log('a %s', 'line'); throw new Error('no'); };` },
    { LoggingConfig: { LogFormat: 'JSON' } },
  );
  const call = { FunctionName: 'logs-json', LogType: 'Tail' };
  const answer = await stage.platform.aws.call(root, 'lambda', 'Invoke', call);
  const lines = Buffer.from(String(answer.LogResult), 'base64').toString().trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  const requestId = expect.stringMatching(/^[\w-]{36}$/);
  expect(entries.filter(({ type }) => type === undefined)[0]).toMatchObject({ level: 'INFO', message: 'a line' });
  expect(entries.filter(({ type }) => type !== undefined)).toEqual([
    { time: expect.any(String), type: 'platform.start', record: { requestId, version: '$LATEST' } },
    expect.objectContaining({ type: 'platform.runtimeDone' }),
    expect.objectContaining({ type: 'platform.report', record: expect.objectContaining({ status: 'failure' }) }),
  ]);
});

test("DryRun runs nothing; bad input has AWS's names", async () => {
  await stage.fn('dry', { 'index.mjs': 'export const handler = async () => 1' });
  const call = (input: Record<string, string>) =>
    stage.platform.aws.call(root, 'lambda', 'Invoke', { FunctionName: 'dry', ...input });
  expect(await call({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
  await expect(call({ Payload: '{' })).rejects.toMatchObject({ code: 'InvalidRequestContentException' });
  await expect(call({ InvocationType: 'Never' })).rejects.toMatchObject({ code: 'ValidationException' });
  await expect(call({ FunctionName: 'no such!' })).rejects.toMatchObject({ code: 'ValidationException' });
  await expect(call({ FunctionName: 'absent' })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
  });
  await expect(call({ Payload: `"${'x'.repeat(6 * 1024 * 1024)}"` })).rejects.toMatchObject({
    code: 'RequestTooLargeException',
  });
  await expect(call({ Payload: `"${'x'.repeat(1024 * 1024)}"`, InvocationType: 'Event' })).rejects.toMatchObject({
    status: 413,
  });
});

test('a service may invoke only what AWS::Lambda::Permission lets it', async () => {
  const arn = await stage.fn('guarded', { 'index.mjs': 'export const handler = async () => 1' });
  const sns = {
    kind: 'service',
    service: 'sns.amazonaws.com',
    sourceArn: 'arn:aws:sns:us-east-1:000000000000:topic',
  } as const;
  const call = (principal: typeof sns) => stage.platform.aws.call(principal, 'lambda', 'Invoke', { FunctionName: arn });
  await expect(call(sns)).rejects.toMatchObject({ code: expect.stringContaining('AccessDenied') });
  await stage.apply('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'sns.amazonaws.com',
    SourceArn: sns.sourceArn,
  });
  expect(await call(sns)).toMatchObject({ Payload: '1' });
  await expect(call({ ...sns, sourceArn: `${sns.sourceArn}2` as typeof sns.sourceArn })).rejects.toMatchObject({
    code: expect.stringContaining('AccessDenied'),
  });
});

test('versions and aliases answer to their names', async () => {
  await stage.fn('versioned', {
    'index.mjs':
      'export const handler = async (event, context) => [context.functionVersion, context.invokedFunctionArn]',
  });
  const version = await stage.apply('AWS::Lambda::Version', { FunctionName: 'versioned' });
  expect(version.attributes.Version).toBe('1');
  const alias = await stage.apply('AWS::Lambda::Alias', {
    FunctionName: 'versioned',
    FunctionVersion: '1',
    Name: 'live',
  });
  expect((await stage.invoke(alias.physicalId)).payload).toEqual(['1', alias.physicalId]);
  await expect(stage.invoke('versioned:other')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});

test('crash kills what runs, and the next call has a new environment', async () => {
  await stage.fn('victim', {
    'index.mjs': `export const handler = async (event) => event.ok ? 'ok' : new Promise(() => {});`,
  });
  const hanging = stage.invoke('victim');
  stage.lambda.crash();
  expect(await hanging).toMatchObject({ error: 'Unhandled', payload: { errorType: 'Runtime.ExitError' } });
  expect((await stage.invoke('victim', { ok: true })).payload).toBe('ok');
});

test.each([
  [{ Runtime: 'python3.13' }, /Runtime python3\.13/],
  [{ PackageType: 'Image' }, /container image/],
  [{ FileSystemConfigs: [{ Arn: 'a' }] }, /FileSystemConfigs/],
  [{ Environment: { Variables: { AWS_REGION: 'x' } } }, /Reserved keys used in this request: AWS_REGION/],
])('what would behave otherwise here is refused: %o', async (properties, message) => {
  await expect(stage.fn('refused', { 'index.mjs': '' }, properties)).rejects.toThrow(message);
});

test('a role that does not trust Lambda is refused', async () => {
  const Role = await stage.role('other', [], 'sns.amazonaws.com');
  await expect(stage.fn('x', { 'index.mjs': '' }, { Role })).rejects.toThrow('cannot be assumed by Lambda');
});

test('GetFunction and ListFunctions describe functions', async () => {
  const arn = await stage.fn('described', { 'index.mjs': '' }, { Timeout: 7 });
  const found = await stage.platform.aws.call(root, 'lambda', 'GetFunction', { FunctionName: arn });
  expect(found.Configuration).toMatchObject({ FunctionArn: arn, Timeout: 7, Runtime: 'nodejs24.x', State: 'Active' });
  const list = (await stage.platform.aws.call(root, 'lambda', 'ListFunctions', {})).Functions;
  expect(Array.isArray(list) && list.filter(isJsonObject).map((item) => item.FunctionName)).toEqual(['described']);
});
