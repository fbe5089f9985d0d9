import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFront } from '../../front/Front.ts';
import { joinChains, MOST_INVOCATIONS, nextInvocation } from '../../lambda/requestChain.ts';
import { systemClock } from '../../platform/Clock.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { Sns } from '../../sns/Sns.ts';
import { Sqs } from '../../sqs/Sqs.ts';
import { Mailbox } from './Mailbox.ts';
import { createStage, type Stage } from './support.ts';

describe('a trace header', () => {
  const header = (count: number, start?: string) =>
    Array.from({ length: count }).reduce<string | undefined>(
      (previous) => nextInvocation(previous, 'arn:one').traceHeader,
      start,
    );

  test('counts the invocations of each function, and keeps root and sampling', () => {
    const first = nextInvocation(
      'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      'arn:one',
    );
    expect(first.count).toBe(1);
    expect(first.traceHeader).toMatch(
      /^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=1;Lineage=[0-9a-f]{8}:1$/,
    );
    expect(nextInvocation(first.traceHeader, 'arn:one').count).toBe(2);
    expect(nextInvocation(first.traceHeader, 'arn:two').count).toBe(1);
    expect(nextInvocation(nextInvocation(first.traceHeader, 'arn:two').traceHeader, 'arn:one').count).toBe(2);
  });

  test.each([undefined, '', 'Lineage=:;=', 'Root', 'Lineage=x:y|z'])('that says nothing begins a chain: %s', (text) => {
    expect(nextInvocation(text, 'arn:one')).toMatchObject({
      count: 1,
      traceHeader: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/),
    });
  });

  test('of a batch has the longest chain of each function', () => {
    expect(joinChains([undefined, undefined])).toBeUndefined();
    expect(joinChains([undefined, 'Root=r'])).toBe('Root=r');
    const joined = joinChains([header(2), undefined, header(7), header(3)]);
    expect(nextInvocation(joined, 'arn:one').count).toBe(8);
  });
});

describe('a chain of requests', () => {
  let stage: Stage;
  let front: ReturnType<typeof createFront>;
  let reports: Mailbox<unknown>;
  let channel: BroadcastChannel;
  /** Milliseconds by which the test's clock is ahead. */
  let ahead = 0;

  beforeEach(async () => {
    ahead = 0;
    reports = new Mailbox();
    channel = new BroadcastChannel(`chain-${process.pid}`);
    channel.onmessage = (message: { readonly data: unknown }) => reports.put(message.data);
    stage = createStage({ retryDelayScale: 0, clock: { ...systemClock, now: () => Date.now() + ahead } });
    stage.add(new Sqs(stage.platform));
    stage.add(new Sns(stage.platform));
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
  const dropped = () => stage.platform.meter.snapshot().get('lambda:recursiveInvocationDropped') ?? 0;

  /** Creates a function that reports each invocation and then does `again`, up to 20 times. */
  async function looping(again: string, target: string, properties: JsonObject = {}): Promise<void> {
    const code = `import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
      import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
      import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
      const channel = new BroadcastChannel('chain-${process.pid}');
      const { TARGET } = process.env;
      export const handler = async (event) => {
        const hop = Number(event.hop ?? event.Records[0].body ?? event.Records[0].Sns.Message);
        channel.postMessage(hop);
        const next = String(hop + 1);
        if (hop > 0 && hop < 20) { ${again} }
      };`;
    const grant = { Effect: 'Allow', Action: '*', Resource: '*' };
    await stage.fn(
      'looping',
      { 'index.mjs': code },
      {
        Role: await stage.role('looping-role', [grant]),
        Environment: { Variables: { TARGET: target } },
        Timeout: 30,
        ...properties,
      },
    );
  }

  async function loopThroughQueue(
    properties: JsonObject = {},
  ): Promise<{ readonly url: string; readonly deadUrl: string }> {
    const dead = await stage.apply('AWS::SQS::Queue', { QueueName: 'dead' }, 'Dead');
    const queue = await stage.apply('AWS::SQS::Queue', {
      QueueName: 'loop',
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: String(dead.attributes.Arn), maxReceiveCount: 1 },
    });
    await looping(
      `await new SQSClient({}).send(
        new SendMessageBatchCommand({ QueueUrl: TARGET, Entries: [{ Id: 'a', MessageBody: next }] }));`,
      queue.physicalId,
      properties,
    );
    await stage.apply('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: String(queue.attributes.Arn),
      FunctionName: 'looping',
      BatchSize: 1,
    });
    await stage.start();
    await root('sqs', 'SendMessage', { QueueUrl: queue.physicalId, MessageBody: '1' });
    return { url: queue.physicalId, deadUrl: dead.physicalId };
  }

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  test(`through a queue ends after ${MOST_INVOCATIONS} invocations: the message goes to the dead-letter queue`, async () => {
    const { url, deadUrl } = await loopThroughQueue();
    expect(await reports.takeAll(MOST_INVOCATIONS)).toEqual(numbers(MOST_INVOCATIONS));
    await expect.poll(dropped).toBe(1);
    // Once its visibility timeout is over, it was received too often. Another message has the queue looked at.
    ahead = 61_000;
    await root('sqs', 'SendMessage', { QueueUrl: url, MessageBody: '0' });
    expect(await reports.take()).toBe(0);
    const { Messages } = await root('sqs', 'ReceiveMessage', { QueueUrl: deadUrl, WaitTimeSeconds: 20 });
    expect(Messages).toMatchObject([{ Body: `${MOST_INVOCATIONS + 1}` }]);
  });

  test('through a queue goes on where the function allows it', async () => {
    await loopThroughQueue({ RecursiveLoop: 'Allow' });
    expect(await reports.takeAll(20)).toEqual(numbers(20));
    expect(dropped()).toBe(0);
  });

  test('through a topic ends too, and the event goes to the destination', async () => {
    const results = await stage.apply('AWS::SQS::Queue', { QueueName: 'results' });
    const topic = await stage.apply('AWS::SNS::Topic', { TopicName: 'loop' });
    await looping(
      `await new SNSClient({}).send(new PublishCommand({ TopicArn: TARGET, Message: next }));`,
      topic.physicalId,
    );
    await stage.apply('AWS::Lambda::Permission', {
      FunctionName: 'looping',
      Action: 'lambda:InvokeFunction',
      Principal: 'sns.amazonaws.com',
      SourceArn: topic.physicalId,
    });
    await stage.apply('AWS::Lambda::EventInvokeConfig', {
      FunctionName: 'looping',
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: String(results.attributes.Arn) } },
    });
    const Endpoint = `arn:aws:lambda:us-east-1:000000000000:function:looping`;
    await root('sns', 'Subscribe', { TopicArn: topic.physicalId, Protocol: 'lambda', Endpoint });
    await stage.start();
    await root('sns', 'Publish', { TopicArn: topic.physicalId, Message: '1' });
    expect(await reports.takeAll(MOST_INVOCATIONS)).toEqual(numbers(MOST_INVOCATIONS));
    const { Messages } = await root('sqs', 'ReceiveMessage', { QueueUrl: results.physicalId, WaitTimeSeconds: 20 });
    const [{ Body }] = Messages as [{ Body: string }];
    expect(JSON.parse(Body)).toMatchObject({
      requestPayload: { Records: [{ Sns: { Message: `${MOST_INVOCATIONS + 1}` } }] },
      responsePayload: { errorType: 'RecursiveInvocationException' },
    });
    expect(dropped()).toBe(1);
  });

  test('of a function that invokes itself ends', async () => {
    await looping(
      `const Payload = JSON.stringify({ hop: hop + 1 });
       await new LambdaClient({}).send(new InvokeCommand({ FunctionName: TARGET, InvocationType: 'Event', Payload }));`,
      'looping',
    );
    await stage.start();
    await stage.invoke('looping', { hop: 1 });
    expect(await reports.takeAll(MOST_INVOCATIONS)).toEqual(numbers(MOST_INVOCATIONS));
    await expect.poll(dropped).toBe(1);
  });

  test('ends with an error to a caller that waits', async () => {
    await looping('', '');
    let traceHeader: string | undefined;
    for (const _ of numbers(MOST_INVOCATIONS)) {
      ({ traceHeader } = nextInvocation(traceHeader, 'arn:aws:lambda:us-east-1:000000000000:function:looping'));
    }
    const input = { FunctionName: 'looping', Payload: '{"hop":0}' };
    const invoking = stage.platform.aws.call({ kind: 'root' }, 'lambda', 'Invoke', input, { traceHeader });
    await expect(invoking).rejects.toMatchObject({ code: 'RecursiveInvocationException' });
  });

  test('has a function’s loop said by name', async () => {
    await expect(stage.fn('f', { 'index.mjs': '' }, { RecursiveLoop: 'Maybe' })).rejects.toThrow('RecursiveLoop Maybe');
  });
});
