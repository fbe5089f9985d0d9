import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../testing/ManualClock.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';

let clock: ManualClock;
let messaging: Messaging;
beforeEach(async () => {
  clock = new ManualClock(Date.parse('2026-03-01T00:00:00Z'));
  messaging = await startMessaging({ clock });
});
afterEach(() => messaging[Symbol.asyncDispose]());

async function createQueue(
  name: string,
  attributes: Partial<Record<QueueAttributeName, string>> = {},
): Promise<string> {
  const { QueueUrl = '' } = await messaging.sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  return QueueUrl;
}
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  messaging.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
async function receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
  const { Messages = [] } = await messaging.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more }),
  );
  return Messages;
}
const remove = (QueueUrl: string, message: Message | undefined) =>
  messaging.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

describe('a standard queue', () => {
  test('hides what was received, shows it again after the visibility timeout, and forgets what was deleted', async () => {
    const queue = await createQueue('jobs');
    await send(queue, 'one');
    const [first] = await receive(queue);
    expect(first?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SentTimestamp: String(clock.now()) });
    expect(await receive(queue)).toEqual([]);
    clock.advance(30_000);
    const [second] = await receive(queue);
    expect(second).toMatchObject({ MessageId: first?.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    await remove(queue, first);
    clock.advance(30_000);
    const [third] = await receive(queue);
    await remove(queue, third);
    clock.advance(30_000);
    expect(await receive(queue)).toEqual([]);
  });

  test('carries attributes that the client finds intact by their MD5', async () => {
    const queue = await createQueue('jobs');
    const attributes = {
      text: { DataType: 'String', StringValue: 'é' },
      count: { DataType: 'Number.int', StringValue: '7' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
    };
    await send(queue, 'ünïcode', { MessageAttributes: attributes });
    const [message] = await receive(queue, { MessageAttributeNames: ['All'] });
    expect(message?.MessageAttributes).toEqual(attributes);
    expect(message?.MD5OfBody).toBe(createHash('md5').update('ünïcode').digest('hex'));
  });

  test('answers a waiting receive as soon as a message comes', async () => {
    const queue = await createQueue('jobs');
    const waiting = receive(queue, { WaitTimeSeconds: 20 });
    await clock.waited();
    await send(queue, 'late');
    expect(bodies(await waiting)).toEqual(['late']);
  });

  test('answers a waiting receive with nothing when its time is over, and when a delay ends with the message', async () => {
    const queue = await createQueue('jobs');
    const waiting = receive(queue, { WaitTimeSeconds: 1 });
    await clock.waited();
    clock.advance(1_000);
    expect(await waiting).toEqual([]);
    await send(queue, 'delayed', { DelaySeconds: 5 });
    const later = receive(queue, { WaitTimeSeconds: 20 });
    await clock.waited();
    clock.advance(5_000);
    expect(bodies(await later)).toEqual(['delayed']);
  });

  test('drops messages after their retention period', async () => {
    const queue = await createQueue('jobs', { MessageRetentionPeriod: '60' });
    await send(queue, 'old');
    clock.advance(60_000);
    expect(await receive(queue)).toEqual([]);
  });

  test('counts what is available, in flight and delayed', async () => {
    const queue = await createQueue('jobs');
    await send(queue, 'a');
    await receive(queue);
    await send(queue, 'b');
    await send(queue, 'c', { DelaySeconds: 10 });
    const { Attributes } = await messaging.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: arnOf('jobs'),
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      VisibilityTimeout: '30',
    });
  });

  test('changes the visibility of what is in flight alone', async () => {
    const queue = await createQueue('jobs');
    await send(queue, 'one');
    const [message] = await receive(queue);
    const change = (VisibilityTimeout: number) =>
      messaging.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    await change(0);
    await expect(change(10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    const [again] = await receive(queue);
    await remove(queue, again);
    await expect(change(10)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('redrive', () => {
  test('what was received too often goes to the dead-letter queue, and back on demand', async () => {
    const dead = await createQueue('dead');
    const redrive = JSON.stringify({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 2 });
    const queue = await createQueue('jobs', { RedrivePolicy: redrive, VisibilityTimeout: '1' });
    await send(queue, 'poison');
    for (let count = 0; count < 2; count += 1) {
      expect(await receive(queue)).toHaveLength(1);
      clock.advance(1_000);
    }
    expect(await receive(queue)).toEqual([]);
    const [message] = await receive(dead, { VisibilityTimeout: 0 });
    expect(message).toMatchObject({ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: arnOf('jobs') } });

    await messaging.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('dead') }));
    const [back] = await receive(queue);
    expect(back).toMatchObject({ MessageId: message?.MessageId, Attributes: { ApproximateReceiveCount: '1' } });
    const { Results } = await messaging.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf('dead') }));
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  });

  test('is refused to a queue that is no dead-letter queue, or does not exist', async () => {
    await createQueue('jobs');
    await expect(messaging.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('jobs') }))).rejects.toThrow(
      'Source queue must be configured as a Dead Letter Queue.',
    );
    const redrive = JSON.stringify({ deadLetterTargetArn: arnOf('nowhere'), maxReceiveCount: 2 });
    await expect(createQueue('other', { RedrivePolicy: redrive })).rejects.toThrow('Dead letter target does not exist');
  });
});

describe('a FIFO queue', () => {
  const fifo = (attributes: Partial<Record<QueueAttributeName, string>> = {}) =>
    createQueue('jobs.fifo', { FifoQueue: 'true', ...attributes });
  const sendTo = (queue: string, group: string, id: string) =>
    send(queue, `${group}${id}`, { MessageGroupId: group, MessageDeduplicationId: `${group}${id}` });

  test('keeps the order of a group, and locks it while one of its messages is in flight', async () => {
    const queue = await fifo();
    for (const id of ['1', '2']) for (const group of ['a', 'b']) await sendTo(queue, group, id);
    const [a1] = await receive(queue, { MaxNumberOfMessages: 1 });
    expect(a1?.Body).toBe('a1');
    const others = await receive(queue);
    expect(bodies(others)).toEqual(['b1', 'b2']);
    expect(await receive(queue)).toEqual([]);
    await remove(queue, a1);
    const waiting = await receive(queue);
    expect(bodies(waiting)).toEqual(['a2']);
    clock.advance(30_000);
    expect(bodies(await receive(queue))).toEqual(['b1', 'a2', 'b2']);
  });

  test('accepts a deduplication id once in five minutes', async () => {
    const queue = await fifo();
    const first = await sendTo(queue, 'a', '1');
    const again = await sendTo(queue, 'a', '1');
    expect(again).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    expect(await receive(queue)).toHaveLength(1);
    clock.advance(5 * 60_000);
    const later = await sendTo(queue, 'a', '1');
    expect(later.MessageId).not.toBe(first.MessageId);
    expect(BigInt(later.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
  });

  test('deduplicates by content where told, per group where told', async () => {
    const queue = await fifo({
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    for (const group of ['a', 'a', 'b']) await send(queue, 'same', { MessageGroupId: group });
    expect(await receive(queue)).toHaveLength(2);
  });

  test('needs a group and a deduplication id, and takes no delay of a message', async () => {
    const queue = await fifo();
    await expect(send(queue, 'x')).rejects.toThrow('The request must contain the parameter MessageGroupId.');
    await expect(send(queue, 'x', { MessageGroupId: 'a' })).rejects.toThrow('ContentBasedDeduplication enabled');
    await expect(
      send(queue, 'x', { MessageGroupId: 'a', MessageDeduplicationId: 'd', DelaySeconds: 5 }),
    ).rejects.toThrow('not valid for this queue type');
  });

  test('refuses an expired receipt', async () => {
    const queue = await fifo();
    await sendTo(queue, 'a', '1');
    const [message] = await receive(queue);
    clock.advance(30_000);
    await expect(remove(queue, message)).rejects.toThrow('The receipt handle has expired');
  });
});

describe('batches', () => {
  const batch = (QueueUrl: string, entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
    messaging.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }));

  test('answer each entry for itself', async () => {
    const queue = await createQueue('jobs');
    const answer = await batch(queue, [
      { Id: 'good', MessageBody: 'a' },
      { Id: 'bad', MessageBody: 'b', DelaySeconds: 901 },
    ]);
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }]);
    const [message] = await receive(queue);
    const { Successful } = await messaging.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queue,
        Entries: [{ Id: 'one', ReceiptHandle: message?.ReceiptHandle }],
      }),
    );
    expect(Successful).toEqual([{ Id: 'one' }]);
  });

  test.each([
    ['EmptyBatchRequest', []],
    ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, MessageBody: 'x' }))],
    [
      'BatchEntryIdsNotDistinct',
      [
        { Id: 'a', MessageBody: 'x' },
        { Id: 'a', MessageBody: 'y' },
      ],
    ],
    ['InvalidBatchEntryId', [{ Id: 'not valid', MessageBody: 'x' }]],
    ['BatchRequestTooLong', ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) }))],
  ])('%s', async (name, entries) => {
    const queue = await createQueue('jobs');
    await expect(batch(queue, entries)).rejects.toMatchObject({ name });
    expect(await receive(queue)).toEqual([]);
  });
});

describe('queues', () => {
  test('are created once, found, listed by prefix and deleted', async () => {
    const url = await createQueue('jobs', { VisibilityTimeout: '10' });
    expect(await createQueue('jobs', { VisibilityTimeout: '10' })).toBe(url);
    await expect(createQueue('jobs', { VisibilityTimeout: '11' })).rejects.toMatchObject({ name: 'QueueNameExists' });
    await createQueue('other');
    expect((await messaging.sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl).toBe(url);
    expect((await messaging.sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'jo' }))).QueueUrls).toEqual([url]);
    await messaging.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await expect(send(url, 'x')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
  });

  test('refuse attributes that are unknown or out of range', async () => {
    const url = await createQueue('jobs');
    const set = (attributes: Record<string, string>) =>
      messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
    await expect(set({ Colour: 'red' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    await expect(set({ VisibilityTimeout: '43201' })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  });

  test('are purged once a minute', async () => {
    const url = await createQueue('jobs');
    await send(url, 'x');
    await messaging.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await receive(url)).toEqual([]);
    await expect(messaging.sqs.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toMatchObject({
      name: 'PurgeQueueInProgress',
    });
  });
});

test('messages survive a restart, in flight or not', async () => {
  const queue = await createQueue('jobs');
  await send(queue, 'in flight');
  await receive(queue);
  await send(queue, 'waiting');
  await messaging.stop();
  const { directory } = messaging;
  messaging = await startMessaging({ directory, clock });
  const url = (await messaging.sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl ?? '';
  expect(bodies(await receive(url))).toEqual(['waiting']);
  clock.advance(30_000);
  expect(bodies(await receive(url)).sort()).toEqual(['in flight', 'waiting']);
});

test('a client that has gone receives nothing, and hides nothing from others', async () => {
  const queue = await createQueue('jobs');
  const gone = new AbortController();
  const root = { kind: 'root' } as const;
  const input = { QueueUrl: queue, WaitTimeSeconds: 20 };
  const waited = clock.waited();
  const waiting = messaging.platform.aws.call(root, 'sqs', 'ReceiveMessage', input, { signal: gone.signal });
  await waited;
  gone.abort();
  expect(await waiting).toEqual({});
  await send(queue, 'for others');
  expect(bodies(await receive(queue))).toEqual(['for others']);
});
