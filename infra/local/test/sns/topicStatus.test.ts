import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTopicCommand, PublishCommand, SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Queue } from '../../testing/Queue.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let messaging: Messaging;
let TopicArn: string;
const servers: Server[] = [];
const confirmed = new Queue<string>();

beforeEach(async () => {
  messaging = await startMessaging();
  ({ TopicArn = '' } = await messaging.sns.send(new CreateTopicCommand({ Name: 'news' })));
});
afterEach(async () => {
  await messaging[Symbol.asyncDispose]();
  for (const server of servers.splice(0)) server.close();
});

async function watch(protocol: string, rate = '100'): Promise<void> {
  const role = messaging.putRole('feedback', ['logs:*']);
  const attributes = { SuccessFeedbackRoleArn: role, FailureFeedbackRoleArn: role, SuccessFeedbackSampleRate: rate };
  for (const [name, AttributeValue] of Object.entries(attributes)) {
    const AttributeName = `${protocol}${name}`;
    await messaging.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  }
}
const subscribe = (Protocol: string, Endpoint: string) =>
  messaging.sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true }));
const publish = () => messaging.sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
const successes = 'sns/us-east-1/000000000000/news';
const failures = `${successes}/Failure`;

async function queue(name: string, open: boolean): Promise<string> {
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const Principal = { Service: 'sns.amazonaws.com' };
  const statement = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: arn };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await messaging.sqs.send(new CreateQueueCommand({ QueueName: name, ...(open ? { Attributes: { Policy } } : {}) }));
  return arn;
}

/** A web hook that confirms, then answers with `status`. */
async function web(status: number): Promise<string> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { SubscribeURL } = JSON.parse(text) as { SubscribeURL?: string };
    if (SubscribeURL === undefined) {
      response.writeHead(status).end();
      return;
    }
    await fetch(SubscribeURL);
    response.end();
    confirmed.push(SubscribeURL);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

test('a topic logs which queues took its messages and which refused', async () => {
  await watch('SQS');
  const [open, closed] = [await queue('open', true), await queue('closed', false)];
  await subscribe('sqs', open);
  await subscribe('sqs', closed);
  const { MessageId } = await publish();
  const entries = [await messaging.logged.next(), await messaging.logged.next()];
  expect(entries.find(({ group }) => group === successes)?.message).toMatchObject({
    notification: { messageId: MessageId, topicArn: TopicArn },
    delivery: { destination: open, attempts: 1, statusCode: 200 },
    status: 'SUCCESS',
  });
  expect(entries.find(({ group }) => group === failures)?.message).toMatchObject({
    notification: { messageId: MessageId },
    delivery: { destination: closed, statusCode: 403, providerResponse: expect.stringContaining('AccessDenied') },
    status: 'FAILURE',
  });
});

test('a topic logs a web hook’s answer and how often it was tried, and no confirmation', async () => {
  await watch('HTTP');
  const url = await web(503);
  await subscribe('http', url);
  await confirmed.next();
  await publish();
  const { message } = await messaging.logged.next();
  expect(message).toMatchObject({ delivery: { destination: url, statusCode: 503, attempts: 4 }, status: 'FAILURE' });
});

test('a topic logs pushes to its phones, successes as often as its rate says', async () => {
  await watch('Application', '50');
  const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token-1');
  await subscribe('application', endpoint);
  await publish();
  await publish();
  await messaging.script('token-1', { outcome: 'unregistered' });
  await publish();
  const logged = [await messaging.logged.next(), await messaging.logged.next()];
  expect(logged.map(({ group }) => group)).toEqual([successes, failures]);
  expect(logged[1]?.message).toMatchObject({ delivery: { destination: endpoint, token: 'token-1' } });
});

test.each([
  ['SQSSuccessFeedbackSampleRate', '101'],
  ['SQSFailureFeedbackRoleArn', 'not a role'],
  ['EmailFailureFeedbackRoleArn', 'arn:aws:iam::000000000000:role/r'],
  ['Policy', JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sns:*', Resource: '*' }] })],
  [
    'Policy',
    JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sns:CreateTopic', Resource: '*' }] }),
  ],
])('a topic refuses %s %s', async (AttributeName, AttributeValue) => {
  const command = new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue });
  await expect(messaging.sns.send(command)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
