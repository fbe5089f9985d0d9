import { createVerify, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteEndpointCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Queue } from '../../testing/Queue.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let messaging: Messaging;
beforeEach(async () => {
  messaging = await startMessaging();
});
afterEach(() => messaging[Symbol.asyncDispose]());

async function createTopic(name: string, attributes: Record<string, string> = {}): Promise<string> {
  const { TopicArn = '' } = await messaging.sns.send(new CreateTopicCommand({ Name: name, Attributes: attributes }));
  return TopicArn;
}

/** A queue that lets a topic send to it, unless told otherwise. */
async function createQueue(name: string, topicArn: string | undefined): Promise<{ url: string; arn: string }> {
  const fifo: Record<string, string> = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
  const { QueueUrl: url = '' } = await messaging.sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: fifo }),
  );
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  if (topicArn !== undefined) {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  }
  return { url, arn };
}

async function subscribe(
  TopicArn: string,
  Protocol: string,
  Endpoint: string,
  Attributes: Record<string, string> = {},
) {
  const { SubscriptionArn = '' } = await messaging.sns.send(
    new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true }),
  );
  return SubscriptionArn;
}

const publish = (TopicArn: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
  messaging.sns.send(new PublishCommand({ TopicArn, Message, ...more }));

async function receive(url: string) {
  const { Messages = [] } = await messaging.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 20,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}

const text = (value: string) => ({ DataType: 'String', StringValue: value });

describe('delivery to queues', () => {
  test('in an envelope, or raw with the attributes', async () => {
    const topic = await createTopic('news');
    const whole = await createQueue('whole', topic);
    const raw = await createQueue('raw', topic);
    await subscribe(topic, 'sqs', whole.arn);
    await subscribe(topic, 'sqs', raw.arn, { RawMessageDelivery: 'true' });
    const { MessageId } = await publish(topic, 'hello', { Subject: 'Hi', MessageAttributes: { kind: text('a') } });
    const [enveloped] = await receive(whole.url);
    expect(JSON.parse(enveloped?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn: topic,
      Subject: 'Hi',
      Message: 'hello',
      SignatureVersion: '1',
      MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
    });
    expect(await receive(raw.url)).toMatchObject([{ Body: 'hello', MessageAttributes: { kind: text('a') } }]);
  });

  test('only what the filter policy lets through', async () => {
    const topic = await createTopic('news');
    const queue = await createQueue('q', topic);
    await subscribe(topic, 'sqs', queue.arn, { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["a"]}' });
    await publish(topic, 'no', { MessageAttributes: { kind: text('b') } });
    await publish(topic, 'yes', { MessageAttributes: { kind: text('a') } });
    expect((await receive(queue.url)).map(({ Body }) => Body)).toEqual(['yes']);
  });

  test('a queue whose policy does not allow it: the dead-letter queue gets the message', async () => {
    const topic = await createTopic('news');
    const closed = await createQueue('closed', undefined);
    const dead = await createQueue('dead', topic);
    await subscribe(topic, 'sqs', closed.arn, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) });
    await publish(topic, 'lost?');
    const [message] = await receive(dead.url);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ Message: 'lost?' });
  });

  test('after a restart, if it was accepted before', async () => {
    await messaging[Symbol.asyncDispose]();
    messaging = await startMessaging({ paused: true });
    const topic = await createTopic('news');
    const queue = await createQueue('q', topic);
    await subscribe(topic, 'sqs', queue.arn, { RawMessageDelivery: 'true' });
    await publish(topic, 'kept');
    await messaging.stop();
    messaging = await startMessaging({ directory: messaging.directory });
    expect((await receive(`${messaging.platform.baseUrl()}/000000000000/q`)).map(({ Body }) => Body)).toEqual(['kept']);
  });
});

describe('FIFO topics', () => {
  test('keep the order of every group, through the queue', async () => {
    const topic = await createTopic('orders.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' });
    const queue = await createQueue('orders.fifo', topic);
    await subscribe(topic, 'sqs', queue.arn, { RawMessageDelivery: 'true' });
    const expected: Record<string, string[]> = { a: [], b: [] };
    const numbers: bigint[] = [];
    for (let index = 0; index < 5; index += 1) {
      for (const group of ['a', 'b']) {
        const { SequenceNumber } = await publish(topic, `${group}${index}`, { MessageGroupId: group });
        numbers.push(BigInt(SequenceNumber ?? 0));
        expected[group]?.push(`${group}${index}`);
      }
    }
    expect(numbers).toEqual([...numbers].sort((x, y) => (x < y ? -1 : 1)));
    const received: Record<string, string[]> = { a: [], b: [] };
    while ((received.a?.length ?? 0) + (received.b?.length ?? 0) < 10) {
      for (const message of await receive(queue.url)) {
        received[message.Attributes?.MessageGroupId ?? '']?.push(message.Body ?? '');
        await messaging.sqs.send(
          new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }),
        );
      }
    }
    expect(received).toEqual(expected);
  });

  test('accept a deduplication id once, in the topic or in the group', async () => {
    const whole = await createTopic('whole.fifo', { FifoTopic: 'true' });
    const first = await publish(whole, 'x', { MessageGroupId: 'a', MessageDeduplicationId: 'd' });
    const second = await publish(whole, 'y', { MessageGroupId: 'b', MessageDeduplicationId: 'd' });
    expect(second.MessageId).toBe(first.MessageId);
    const grouped = await createTopic('grouped.fifo', { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup' });
    const one = await publish(grouped, 'x', { MessageGroupId: 'a', MessageDeduplicationId: 'd' });
    const other = await publish(grouped, 'y', { MessageGroupId: 'b', MessageDeduplicationId: 'd' });
    expect(other.MessageId).not.toBe(one.MessageId);
  });

  test('need a group and a deduplication id, and deliver to queues alone', async () => {
    const topic = await createTopic('orders.fifo', { FifoTopic: 'true' });
    await expect(publish(topic, 'x')).rejects.toThrow('The MessageGroupId parameter is required for FIFO topics');
    await expect(publish(topic, 'x', { MessageGroupId: 'a' })).rejects.toThrow(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
    await expect(subscribe(topic, 'lambda', 'arn:aws:lambda:us-east-1:000000000000:function:f')).rejects.toThrow(
      'Invalid protocol type: lambda',
    );
    const standard = await createTopic('standard');
    await expect(subscribe(standard, 'sqs', 'arn:aws:sqs:us-east-1:000000000000:q.fifo')).rejects.toThrow(
      'FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  });
});

describe('PublishBatch', () => {
  const batch = (TopicArn: string, entries: { Id: string; Message: string; MessageGroupId?: string }[]) =>
    messaging.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));

  test('answers each entry for itself', async () => {
    const topic = await createTopic('orders.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' });
    const answer = await batch(topic, [
      { Id: 'good', Message: 'x', MessageGroupId: 'a' },
      { Id: 'bad', Message: 'y' },
    ]);
    expect(answer.Successful).toMatchObject([{ Id: 'good', SequenceNumber: expect.stringMatching(/^\d{20}$/) }]);
    expect(answer.Failed).toEqual([
      {
        Id: 'bad',
        Code: 'InvalidParameter',
        Message: 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics',
        SenderFault: true,
      },
    ]);
  });

  test.each([
    ['EmptyBatchRequestException', []],
    [
      'TooManyEntriesInBatchRequestException',
      Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, Message: 'x' })),
    ],
    [
      'BatchEntryIdsNotDistinctException',
      [
        { Id: 'a', Message: 'x' },
        { Id: 'a', Message: 'y' },
      ],
    ],
    ['InvalidBatchEntryIdException', [{ Id: 'not valid', Message: 'x' }]],
    ['BatchRequestTooLongException', ['a', 'b'].map((Id) => ({ Id, Message: 'x'.repeat(150_000) }))],
  ])('%s', async (name, entries) => {
    await expect(batch(await createTopic('news'), entries)).rejects.toMatchObject({ name });
  });

  test('takes no endpoint', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token');
    await expect(batch(endpoint, [{ Id: 'a', Message: 'x' }])).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

test('a topic pushes to subscribed endpoints, each with the text of its platform; a deleted endpoint stays subscribed', async () => {
  const topic = await createTopic('news');
  const application = await createApplication(messaging, 'GCM');
  const endpoint = await createEndpoint(messaging, application, 'token-1');
  await subscribe(topic, 'application', endpoint);
  const GCM = JSON.stringify({ notification: { title: 'Hi' } });
  await publish(topic, JSON.stringify({ default: 'hello', GCM }), { MessageStructure: 'json' });
  expect(await messaging.pushes.next()).toMatchObject({
    destination: 'token-1',
    body: { message: { notification: { title: 'Hi' }, token: 'token-1' } },
  });
  await messaging.sns.send(new DeleteEndpointCommand({ EndpointArn: endpoint }));
  const { Subscriptions } = await messaging.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
  expect(Subscriptions?.map(({ Endpoint }) => Endpoint)).toEqual([endpoint]);
});

test('a Lambda function gets the event that AWS sends', async () => {
  const topic = await createTopic('news');
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const subscription = await subscribe(topic, 'lambda', functionArn);
  const { MessageId } = await publish(topic, 'hello', { MessageAttributes: { kind: text('a') } });
  const { payload, functionArn: invoked } = await messaging.invoked.next();
  expect(invoked).toBe(functionArn);
  expect(payload).toMatchObject({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscription,
        Sns: {
          Type: 'Notification',
          MessageId,
          TopicArn: topic,
          Subject: null,
          Message: 'hello',
          MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
        },
      },
    ],
  });
});

describe('HTTP subscribers', () => {
  async function listen() {
    const posted = new Queue<{ headers: IncomingHttpHeaders; body: Record<string, string> }>();
    const statuses: number[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      posted.push({ headers: request.headers, body: JSON.parse(body) as Record<string, string> });
      response.writeHead(statuses.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { posted, statuses, url: `http://127.0.0.1:${port}/hook`, [Symbol.dispose]: () => server.close() };
  }

  test('confirm, then get signed notifications, again after a failure', async () => {
    using endpoint = await listen();
    const topic = await createTopic('news', { SignatureVersion: '2' });
    const { SubscriptionArn } = await messaging.sns.send(
      new SubscribeCommand({ TopicArn: topic, Protocol: 'http', Endpoint: endpoint.url }),
    );
    expect(SubscriptionArn).toBe('pending confirmation');
    await publish(topic, 'too early');
    const confirmation = await endpoint.posted.next();
    expect(confirmation.headers['x-amz-sns-message-type']).toBe('SubscriptionConfirmation');
    expect((await fetch(confirmation.body.SubscribeURL ?? '')).status).toBe(200);

    endpoint.statuses.push(500);
    await publish(topic, 'hello', { Subject: 'Hi' });
    const [failed, { headers, body } = { headers: {}, body: {} as Record<string, string> }] =
      await endpoint.posted.take(2);
    expect(failed?.body.MessageId).toBe(body.MessageId);
    expect(headers['x-amz-sns-message-type']).toBe('Notification');
    expect(body).toMatchObject({ Message: 'hello', SignatureVersion: '2' });
    const pem = await (await fetch(body.SigningCertURL ?? '')).text();
    const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
    const verify = createVerify('sha256').update(signed.map((name) => `${name}\n${body[name]}\n`).join(''));
    expect(verify.verify(new X509Certificate(pem).publicKey, body.Signature ?? '', 'base64')).toBe(true);

    // Who knows the subscription's ARN alone cannot end it.
    const end = new URL(body.UnsubscribeURL ?? '');
    const statusWith = async (token: string) => {
      end.searchParams.set('token', token);
      return (await fetch(end)).status;
    };
    const token = end.searchParams.get('token') ?? '';
    expect(await statusWith('')).toBe(403);
    expect(await statusWith(`${token.slice(1)}x`)).toBe(403);
    expect(await statusWith(token)).toBe(200);
    await publish(topic, 'too late');
    expect(endpoint.posted.pending).toEqual([]);
  });

  test('are asked again when they subscribe again, and cannot be ended before they confirm', async () => {
    using endpoint = await listen();
    const topic = await createTopic('news');
    const ask = () =>
      messaging.sns.send(
        new SubscribeCommand({
          TopicArn: topic,
          Protocol: 'http',
          Endpoint: endpoint.url,
          ReturnSubscriptionArn: true,
        }),
      );
    const { SubscriptionArn } = await ask();
    await ask();
    const [first, second] = await endpoint.posted.take(2);
    expect(second?.body.Token).toBe(first?.body.Token);
    const end = () => messaging.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await expect(end()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('pending confirmation'),
    });
    await fetch(first?.body.SubscribeURL ?? '');
    await ask();
    await end();
    expect(endpoint.posted.pending).toEqual([]);
  });

  test('a wrong token confirms nothing', async () => {
    const topic = await createTopic('news');
    await expect(
      messaging.sns.send(new ConfirmSubscriptionCommand({ TopicArn: topic, Token: 'guess' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException', message: 'Invalid parameter: Token' });
    expect((await fetch(`${messaging.platform.baseUrl()}/_local/sns/confirm?token=guess`)).status).toBe(400);
  });
});

test('e-mail asks for confirmation and SMS does not; a phone number needs no topic', async () => {
  const topic = await createTopic('news');
  await subscribe(topic, 'email', 'ann@example.com');
  const confirmation = await messaging.pushes.next();
  const { text: letter } = confirmation.body as { text: string };
  const link = letter.split('\n').at(-1) ?? '';
  expect(confirmation).toMatchObject({ kind: 'email', destination: 'ann@example.com' });
  await fetch(link);
  await publish(topic, 'hello', { Subject: 'Hi' });
  expect(await messaging.pushes.next()).toMatchObject({ kind: 'email', body: { subject: 'Hi', text: 'hello' } });
  await messaging.sns.send(new PublishCommand({ PhoneNumber: '+15555550100', Message: 'code' }));
  expect(await messaging.pushes.next()).toEqual({ kind: 'sms', destination: '+15555550100', body: 'code' });
});

describe('topics and subscriptions', () => {
  test('are created once, described, changed, tagged, listed and deleted', async () => {
    const topic = await createTopic('news', { DisplayName: 'News' });
    expect(await createTopic('news', { DisplayName: 'News' })).toBe(topic);
    await expect(createTopic('news', { DisplayName: 'Other' })).rejects.toThrow(
      'Topic already exists with different attributes',
    );
    await messaging.sns.send(
      new SetTopicAttributesCommand({ TopicArn: topic, AttributeName: 'DisplayName', AttributeValue: 'N' }),
    );
    await messaging.sns.send(new TagResourceCommand({ ResourceArn: topic, Tags: [{ Key: 'team', Value: 'a' }] }));
    expect((await messaging.sns.send(new ListTagsForResourceCommand({ ResourceArn: topic }))).Tags).toEqual([
      { Key: 'team', Value: 'a' },
    ]);
    const subscription = await subscribe(topic, 'sms', '+15555550100');
    const { Attributes } = await messaging.sns.send(new GetTopicAttributesCommand({ TopicArn: topic }));
    expect(Attributes).toMatchObject({ DisplayName: 'N', SubscriptionsConfirmed: '1', SubscriptionsPending: '0' });
    expect((await messaging.sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: topic }]);
    await messaging.sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
    await expect(
      messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscription })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
    await messaging.sns.send(new DeleteTopicCommand({ TopicArn: topic }));
    await messaging.sns.send(new DeleteTopicCommand({ TopicArn: topic }));
    await expect(publish(topic, 'x')).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
    });
  });

  test('a subscription is the same for the same endpoint, and its filter can change', async () => {
    const topic = await createTopic('news');
    const arn = await subscribe(topic, 'sms', '+15555550100', { FilterPolicy: '{"a":["b"]}' });
    expect(await subscribe(topic, 'sms', '+15555550100', { FilterPolicy: '{"a":["b"]}' })).toBe(arn);
    await expect(subscribe(topic, 'sms', '+15555550100', { FilterPolicy: '{"a":["c"]}' })).rejects.toThrow(
      'different attributes',
    );
    const set = (AttributeName: string, AttributeValue: string) =>
      messaging.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn: arn, AttributeName, AttributeValue }));
    await set('FilterPolicy', '{"a":["c"]}');
    await expect(set('FilterPolicy', '{"a":{"b":["c"]}}')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { Attributes } = await messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
    expect(Attributes?.FilterPolicy).toBe('{"a":["c"]}');
  });
});

test('a role needs a grant to publish, its own or the topic’s', async () => {
  const topic = await createTopic('news');
  const role = messaging.putRole('publisher', []);
  const client = new SNSClient({
    endpoint: messaging.platform.baseUrl(),
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: messaging.platform.credentials(role),
  });
  const asRole = () => client.send(new PublishCommand({ TopicArn: topic, Message: 'x' }));
  await expect(asRole()).rejects.toThrow(/not authorized to perform: sns:Publish on resource: arn:aws:sns:.*:news/i);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: role }, Action: 'sns:Publish', Resource: topic }],
  });
  await messaging.sns.send(
    new SetTopicAttributesCommand({ TopicArn: topic, AttributeName: 'Policy', AttributeValue: Policy }),
  );
  await asRole();
  client.destroy();
});
