import { BroadcastChannel } from 'node:worker_threads';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DynamoDb } from '../../../../infra/local/dynamodb/DynamoDb.ts';
import { createFront } from '../../../../infra/local/front/Front.ts';
import type { JsonObject } from '../../../../infra/local/platform/Json.ts';
import { Sqs } from '../../../../infra/local/sqs/Sqs.ts';
import { Mailbox } from './Mailbox.ts';
import { createStage, type Stage } from './support.ts';

let stage: Stage;
let front: ReturnType<typeof createFront>;
let reports: Mailbox<unknown>;
let channel: BroadcastChannel;

beforeEach(async () => {
  reports = new Mailbox();
  channel = new BroadcastChannel(`real-${process.pid}`);
  channel.onmessage = (message: { readonly data: unknown }) => reports.put(message.data);
  stage = createStage({ retryDelayScale: 0 });
  stage.add(new DynamoDb(stage.platform));
  stage.add(new Sqs(stage.platform));
  front = createFront(stage.platform, []);
  stage.platform.opened(await front.listen(0));
});
afterEach(async () => {
  await stage.end();
  await front.close();
  channel.close();
});

const root = (service: string, operation: string, input: JsonObject) =>
  stage.platform.aws.call({ kind: 'root' }, service, operation, input);

async function consumer(
  body: string,
  statements: readonly JsonObject[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const code = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
    const channel = new BroadcastChannel('real-${process.pid}'); const report = (value) => channel.postMessage(value);
    export const handler = async (event) => { ${body} };`;
  await stage.fn(
    'consumer',
    { 'index.mjs': code },
    {
      Role: await stage.role('consumer-role', statements),
      Environment: { Variables: environment },
      Timeout: 30,
    },
  );
}

test("a table's stream wakes a function, over several batches", async () => {
  const table = await stage.apply('AWS::DynamoDB::Table', {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const streamArn = String(table.attributes.StreamArn);
  const actions = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];
  await consumer(
    'for (const record of event.Records) report([record.eventName, record.dynamodb.Keys.id.S, record.eventSourceARN]);',
    [{ Effect: 'Allow', Action: actions, Resource: streamArn }],
  );
  await root('dynamodb', 'PutItem', { TableName: 'Things', Item: { id: { S: 'before' } } });
  await stage.apply('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: streamArn,
    FunctionName: 'consumer',
    StartingPosition: 'LATEST',
    BatchSize: 2,
  });
  await stage.start();
  for (const id of ['a', 'b', 'c']) {
    await root('dynamodb', 'PutItem', { TableName: 'Things', Item: { id: { S: id } } });
  }
  await root('dynamodb', 'DeleteItem', { TableName: 'Things', Key: { id: { S: 'a' } } });
  expect(await reports.takeAll(4)).toEqual([
    ['INSERT', 'a', streamArn],
    ['INSERT', 'b', streamArn],
    ['INSERT', 'c', streamArn],
    ['REMOVE', 'a', streamArn],
  ]);
});

test("a queue's message is handled and gone", async () => {
  const queue = await stage.apply('AWS::SQS::Queue', { QueueName: 'work' });
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  await consumer('report(event.Records.map((record) => [record.body, record.attributes.ApproximateReceiveCount]));', [
    { Effect: 'Allow', Action: actions, Resource: String(queue.attributes.Arn) },
  ]);
  await stage.apply('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: String(queue.attributes.Arn),
    FunctionName: 'consumer',
  });
  await stage.start();
  await root('sqs', 'SendMessage', { QueueUrl: queue.physicalId, MessageBody: 'hello' });
  expect(await reports.take()).toEqual([['hello', '1']]);
  await expect
    .poll(
      async () =>
        (await root('sqs', 'GetQueueAttributes', { QueueUrl: queue.physicalId, AttributeNames: ['All'] })).Attributes,
    )
    .toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
});

test('a function calls other services with the SDK as its own role, and is told what that may not', async () => {
  const queue = await stage.apply('AWS::SQS::Queue', { QueueName: 'out' });
  const send = `try { const { MessageId } = await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: 'x' })); return typeof MessageId; } catch (error) { return error.name + ': ' + error.message; }`;
  const variables = { QUEUE: queue.physicalId };
  await consumer(send, [], variables);
  expect((await stage.invoke('consumer')).payload).toMatch(
    /AccessDenied.*assumed-role\/consumer-role\/consumer is not authorized to perform: sqs:sendmessage/i,
  );
  await consumer(
    send,
    [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: String(queue.attributes.Arn) }],
    variables,
  );
  expect((await stage.invoke('consumer')).payload).toBe('string');
});

test("the SDK's Lambda client invokes, and sees function errors, logs and statuses", async () => {
  await stage.fn('f', {
    'index.mjs': `export const handler = async (event) => { if (event.fail) throw new Error('no'); return event; };`,
  });
  const role = await stage.role('caller', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }]);
  const credentials = stage.platform.credentials(role);
  const client = new LambdaClient({ endpoint: stage.platform.baseUrl(), region: 'us-east-1', credentials });
  const invoke = (Payload: string, InvocationType: 'RequestResponse' | 'Event' = 'RequestResponse') =>
    client.send(new InvokeCommand({ FunctionName: 'f', Payload, InvocationType, LogType: 'Tail' }));
  const good = await invoke('{"a":"ü"}');
  expect([good.StatusCode, good.FunctionError, good.Payload?.transformToString()]).toEqual([
    200,
    undefined,
    '{"a":"ü"}',
  ]);
  const bad = await invoke('{"fail":true}');
  expect([bad.StatusCode, bad.FunctionError]).toEqual([200, 'Unhandled']);
  expect(Buffer.from(bad.LogResult ?? '', 'base64').toString()).toContain('Invoke Error');
  expect((await invoke('{}', 'Event')).StatusCode).toBe(202);
  await expect(invoke('{')).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
  client.destroy();
});
