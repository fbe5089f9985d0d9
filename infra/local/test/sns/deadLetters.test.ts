import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../testing/ManualClock.ts';
import { Queue } from '../../testing/Queue.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let clock: ManualClock;
let messaging: Messaging;
beforeEach(async () => {
  clock = new ManualClock(Date.now());
  messaging = await startMessaging({ clock });
});
afterEach(() => messaging[Symbol.asyncDispose]());

const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** A queue that lets SNS send, or does not. */
async function queue(QueueName: string, open = true): Promise<string> {
  const fifo: Record<string, string> = QueueName.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
  const { QueueUrl } = await messaging.sqs.send(new CreateQueueCommand({ QueueName, Attributes: fifo }));
  const Principal = { Service: 'sns.amazonaws.com' };
  const statement = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: arnOf(QueueName) };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  if (open) await messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return arnOf(QueueName);
}

async function topic(Name: string): Promise<string> {
  const Attributes: Record<string, string> = Name.endsWith('.fifo') ? { FifoTopic: 'true' } : {};
  return (await messaging.sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? '';
}

const subscribe = async (TopicArn: string, Protocol: string, Endpoint: string, deadArn: string, more: object = {}) => {
  const Attributes = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn }), ...more };
  const command = new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true });
  return (await messaging.sns.send(command)).SubscriptionArn ?? '';
};

/** The next message of a dead-letter queue, while the clock runs. */
async function dead(name: string) {
  const QueueUrl = `${messaging.platform.baseUrl()}/000000000000/${name}`;
  const command = new ReceiveMessageCommand({
    QueueUrl,
    WaitTimeSeconds: 20,
    VisibilityTimeout: 43_200,
    MessageSystemAttributeNames: ['All'],
  });
  // The clock may run past a poll while a web hook answers.
  for (;;) {
    const { Messages = [] } = await clock.advanceUntil(messaging.sqs.send(command));
    const [message] = Messages;
    if (message === undefined) continue;
    // Of a FIFO queue its handle may have expired by this clock.
    if (!name.endsWith('.fifo'))
      await messaging.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    return message;
  }
}

describe('a subscription with a redrive policy', () => {
  test('keeps what a queue refuses, at once and in SNS’s envelope', async () => {
    const TopicArn = await topic('news');
    await subscribe(TopicArn, 'sqs', await queue('closed', false), await queue('dead'));
    const began = clock.now();
    await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
    const QueueUrl = `${messaging.platform.baseUrl()}/000000000000/dead`;
    // The clock stands still: nothing is retried.
    const { Messages = [] } = await messaging.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    expect(JSON.parse(`${Messages[0]?.Body}`)).toMatchObject({ TopicArn, Message: 'hello' });
    expect(clock.now()).toBe(began);
  });

  test('keeps raw what is delivered raw, in the group of a FIFO topic', async () => {
    const TopicArn = await topic('news.fifo');
    const raw = { RawMessageDelivery: 'true' };
    await subscribe(TopicArn, 'sqs', await queue('closed.fifo', false), await queue('dead.fifo'), raw);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'offer' } };
    const ids = { MessageGroupId: 'group', MessageDeduplicationId: 'one' };
    await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'hello', MessageAttributes, ...ids }));
    expect(await dead('dead.fifo')).toMatchObject({
      Body: 'hello',
      Attributes: { MessageGroupId: 'group', MessageDeduplicationId: 'one' },
    });
  });

  test('keeps what a web hook fails on after its retries, and what it refuses at once', async () => {
    const posts = new Queue<number>();
    const types = new Queue<string>();
    const confirmed = new Queue<string>();
    let status = 503;
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const { SubscribeURL } = JSON.parse(text) as { SubscribeURL?: string };
      response.writeHead(SubscribeURL === undefined ? status : 200).end();
      if (SubscribeURL === undefined) {
        types.push(`${request.headers['content-type']}`);
        return posts.push(status);
      }
      await fetch(SubscribeURL);
      confirmed.push(SubscribeURL);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const TopicArn = await topic('news');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const SubscriptionArn = await subscribe(TopicArn, 'http', url, await queue('dead'));
      await confirmed.next();
      await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'down' }));
      expect(JSON.parse(`${(await dead('dead')).Body}`)).toMatchObject({ Message: 'down' });
      expect(posts.pending).toHaveLength(4);
      expect(types.pending).toEqual(Array.from({ length: 4 }, () => 'text/plain; charset=UTF-8'));
      const DeliveryPolicy = JSON.stringify({
        healthyRetryPolicy: { numRetries: 1 },
        throttlePolicy: { maxReceivesPerSecond: 1 },
        requestPolicy: { headerContentType: 'application/json' },
      });
      await messaging.sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: 'DeliveryPolicy',
          AttributeValue: DeliveryPolicy,
        }),
      );
      const began = clock.now();
      await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'down again' }));
      expect(JSON.parse(`${(await dead('dead')).Body}`)).toMatchObject({ Message: 'down again' });
      expect(types.pending.slice(4)).toEqual(['application/json', 'application/json']);
      // The rate holds back the retry.
      expect(clock.now() - began).toBeGreaterThanOrEqual(1_000);
      status = 403;
      await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'refused' }));
      expect(JSON.parse(`${(await dead('dead')).Body}`)).toMatchObject({ Message: 'refused' });
      expect(posts.pending).toHaveLength(7);
    } finally {
      server.close();
    }
  });
});

test('a phone’s subscription keeps what the push service refuses, and it names the subscription', async () => {
  const TopicArn = await topic('news');
  const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token-1');
  const arn = await subscribe(TopicArn, 'application', endpoint, await queue('dead'));
  await messaging.script('token-1', { outcome: 'invalid-credentials' });
  const Message = JSON.stringify({ default: 'hello', GCM: '{"data":{"a":"b"}}' });
  await messaging.sns.send(new PublishCommand({ TopicArn, Message, MessageStructure: 'json' }));
  const { Message: kept, UnsubscribeURL } = JSON.parse(`${(await dead('dead')).Body}`);
  expect(kept).toBe('{"data":{"a":"b"}}');
  expect(new URL(UnsubscribeURL).searchParams.get('SubscriptionArn')).toBe(arn);
});

test('a subscription that nobody confirms for 48 hours is gone', async () => {
  const TopicArn = await topic('news');
  const command = { TopicArn, Protocol: 'email', Endpoint: 'a@example.com', ReturnSubscriptionArn: true };
  const { SubscriptionArn } = await messaging.sns.send(new SubscribeCommand(command));
  clock.advance(47 * 3_600_000);
  await messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  clock.advance(3_600_000);
  const read = messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  await expect(read).rejects.toMatchObject({ name: 'NotFoundException' });
});

test.each([
  ['a standard queue for a FIFO topic', 'news.fifo', 'arn:aws:sqs:us-east-1:000000000000:dead', /FIFO queue/],
  ['a FIFO queue for a standard topic', 'news', 'arn:aws:sqs:us-east-1:000000000000:dead.fifo', /FIFO queue/],
  ['a queue of another region', 'news', 'arn:aws:sqs:eu-west-1:000000000000:dead', /account and region/],
  ['a queue of another account', 'news', 'arn:aws:sqs:us-east-1:111122223333:dead', /account and region/],
])('refuses %s', async (_, name, deadArn, words) => {
  const TopicArn = await topic(name);
  const endpoint = await queue(name.endsWith('.fifo') ? 'work.fifo' : 'work');
  await expect(subscribe(TopicArn, 'sqs', endpoint, deadArn)).rejects.toThrow(words);
  const { SubscriptionArn } = await messaging.sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: endpoint }),
  );
  const RedrivePolicy = {
    AttributeName: 'RedrivePolicy',
    AttributeValue: JSON.stringify({ deadLetterTargetArn: deadArn }),
  };
  await expect(
    messaging.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, ...RedrivePolicy })),
  ).rejects.toThrow(words);
});
