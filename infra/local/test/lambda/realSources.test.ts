import { BroadcastChannel } from 'node:worker_threads';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import { createFront } from '../../front/Front.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { Sqs } from '../../sqs/Sqs.ts';
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
  for (const id of ['a', 'b', 'c']) await root('dynamodb', 'PutItem', { TableName: 'Things', Item: { id: { S: id } } });
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

describe('a FIFO queue', () => {
  const fifo = (name: string, properties: JsonObject = {}) =>
    stage.apply(
      'AWS::SQS::Queue',
      {
        QueueName: `${name}.fifo`,
        FifoQueue: true,
        ContentBasedDeduplication: true,
        VisibilityTimeout: 60,
        ...properties,
      },
      name,
    );
  const send = (queue: { readonly physicalId: string }, MessageGroupId: string, MessageBody: string) =>
    root('sqs', 'SendMessage', { QueueUrl: queue.physicalId, MessageGroupId, MessageBody });

  /**
   * Creates a function that reports each message it tries, and fails those of `fails`.
   * Behind a failure it tries nothing else of the group.
   */
  async function consumerOf(queue: { physicalId: string; attributes: JsonObject }, fails: string, BatchSize: number) {
    const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'ChangeMessageVisibility'];
    await consumer(
      `const { ChangeMessageVisibilityCommand } = await import('@aws-sdk/client-sqs');
       const failed = new Set(); const failures = []; const sqs = new SQSClient({});
       for (const { messageId, body, attributes, receiptHandle } of event.Records) {
         const group = attributes.MessageGroupId;
         if (!failed.has(group)) { report([group, body, attributes.SequenceNumber]); if (${fails}) failed.add(group); }
         if (failed.has(group)) failures.push({ itemIdentifier: messageId, receiptHandle });
       }
       for (const { receiptHandle } of failures) {
         const change = { QueueUrl: process.env.QUEUE, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 };
         await sqs.send(new ChangeMessageVisibilityCommand(change));
       }
       return { batchItemFailures: failures.map(({ itemIdentifier }) => ({ itemIdentifier })) };`,
      [{ Effect: 'Allow', Action: actions.map((name) => `sqs:${name}`), Resource: String(queue.attributes.Arn) }],
      { QUEUE: queue.physicalId },
    );
    await stage.apply('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: String(queue.attributes.Arn),
      FunctionName: 'consumer',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize,
    });
    await stage.start();
  }

  const bodiesOf = (seen: readonly unknown[], group: string) =>
    (seen as [string, string, string][]).filter(([name]) => name === group).map(([, body]) => body);

  test('has its groups handled in order; one that fails holds back those behind it in its group alone', async () => {
    const queue = await fifo('groups');
    for (const body of ['a1', 'b1', 'a2', 'a3', 'b2', 'a4', 'b3']) await send(queue, body.slice(0, 1), body);
    await consumerOf(queue, "body === 'a2' && attributes.ApproximateReceiveCount === '1'", 10);
    const seen = await reports.takeAll(8);
    expect(bodiesOf(seen, 'b')).toEqual(['b1', 'b2', 'b3']);
    expect(bodiesOf(seen, 'a')).toEqual(['a1', 'a2', 'a2', 'a3', 'a4']);
    const numbers = (seen as [string, string, string][]).filter(([name]) => name === 'a').map(([, , number]) => number);
    expect(numbers).toEqual(numbers.toSorted());
  });

  test('sets aside what fails too often, the group goes on, and a redrive brings it back with its group', async () => {
    const aside = await fifo('aside');
    const queue = await fifo('groups', {
      RedrivePolicy: { deadLetterTargetArn: String(aside.attributes.Arn), maxReceiveCount: 2 },
    });
    for (const body of ['a1', 'a2', 'a3']) await send(queue, 'a', body);
    await consumerOf(queue, "body === 'a2'", 1);
    expect(bodiesOf(await reports.takeAll(4), 'a')).toEqual(['a1', 'a2', 'a2', 'a3']);
    await root('sqs', 'StartMessageMoveTask', { SourceArn: String(aside.attributes.Arn) });
    expect(bodiesOf(await reports.takeAll(2), 'a')).toEqual(['a2', 'a2']);
  });
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
