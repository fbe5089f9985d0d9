import { createVerify, randomUUID, X509Certificate } from 'node:crypto';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListSubscriptionsByTopicCommand, SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { installation } from '../support/installation.ts';
import { outboxOf, until } from '../support/observe.ts';
import { createTopic as createTopicAs, registerDevice, subscribeToTopic } from '../support/operations.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { subscribersOf } from '../support/sns.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newAdmin, newUser, type User } from '../support/users.ts';
import { type Post, WebHook } from '../support/WebHook.ts';
import { withReader } from '../support/withReader.ts';

// A Heliograph of its own: its template has a function besides, and it trusts the web hook's certificate.
let runtime: Runtime;
let outputs: HeliographOutputs;
let ada: User;
let sns: SNSClient;
let sqs: SQSClient;
let logs: CloudWatchLogsClient;
let hook: WebHook;

beforeAll(async () => {
  hook = await WebHook.start();
  runtime = await Runtime.start({
    args: ['--fresh', '--assembly', await withReader()],
    env: { NODE_EXTRA_CA_CERTS: hook.caPath },
  });
  ({ outputs } = runtime);
  using rows = new SettingRows(outputs);
  await rows.openTopics();
  ada = await newAdmin(outputs);
  const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
  sns = new SNSClient(client);
  sqs = new SQSClient(client);
  logs = new CloudWatchLogsClient(client);
});
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  await hook[Symbol.asyncDispose]();
});

interface Subscriber {
  readonly protocol: string;
  readonly endpoint: string;
  readonly filterPolicy: string | null;
  readonly status: string;
  readonly subscriptionArn: string;
}

const selected = 'protocol endpoint filterPolicy status subscriptionArn lastFailureAt lastError failuresToday lapsedAt';
const addMutation = `mutation ($input: AddTopicSubscriberInput!) {
  addTopicSubscriber(input: $input) { replayed subscriber { ${selected} } } }`;

async function add(topicId: string, endpoint: object, more: object = {}) {
  const input = { idempotencyKey: randomUUID(), topicId, endpoint, ...more };
  const data = await graphqlData<{ addTopicSubscriber: { replayed: boolean; subscriber: Subscriber } }>(
    outputs,
    ada.accessToken,
    addMutation,
    { input },
  );
  return data.addTopicSubscriber;
}

async function refusal(topicId: string, endpoint: object, more: object = {}) {
  const input = { idempotencyKey: randomUUID(), topicId, endpoint, ...more };
  const { errors } = await graphql(outputs, ada.accessToken, addMutation, { input });
  return errors[0];
}

async function remove(topicId: string, endpoint: object): Promise<boolean> {
  const mutation =
    'mutation ($input: RemoveTopicSubscriberInput!) { removeTopicSubscriber(input: $input) { removed } }';
  const data = await graphqlData<{ removeTopicSubscriber: { removed: boolean } }>(outputs, ada.accessToken, mutation, {
    input: { topicId, endpoint },
  });
  return data.removeTopicSubscriber.removed;
}

async function list(topicId: string, first = 20, after: string | null = null) {
  const query = `query ($topicId: ID!, $first: Int, $after: String) { topicSubscribers(topicId: $topicId, first: $first, after: $after) {
    nodes { ${selected} } pageInfo { hasNextPage endCursor } } }`;
  const data = await graphqlData<{
    topicSubscribers: { nodes: Subscriber[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }>(outputs, ada.accessToken, query, { topicId, first, after });
  return data.topicSubscribers;
}

const createTopic = (type: 'STANDARD' | 'FIFO') => createTopicAs(outputs, ada, 'Subscribed', type);

async function publish(
  topicId: string,
  title: string,
  attributes: object,
  fifo: object = {},
  more: object = {},
): Promise<string> {
  const mutation = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id } } }';
  const topic = { topicId, attributes: JSON.stringify(attributes), ...fifo };
  const input = { idempotencyKey: randomUUID(), audience: { topic }, content: { title, ...more } };
  const data = await graphqlData<{ publish: { message: { id: string } } }>(outputs, ada.accessToken, mutation, {
    input,
  });
  return data.publish.message.id;
}

/** Resolves once SNS has the message. */
async function published(id: string): Promise<void> {
  const query = 'query ($id: ID!) { message(id: $id) { publication { snsMessageId } } }';
  const read = async () =>
    (await graphqlData<{ message: { publication: object | null } }>(outputs, ada.accessToken, query, { id })).message;
  await until('the message is published', read, ({ publication }) => publication !== null);
}

const redeliver = (topicId: string, queueArn: string, idempotencyKey: string = randomUUID()) =>
  redeliverTo(topicId, { sqs: { queueArn } }, idempotencyKey);

async function redeliverTo(topicId: string, endpoint: object, idempotencyKey: string = randomUUID()) {
  const mutation = `mutation ($input: RedeliverToSubscriberInput!) {
    redeliverToSubscriber(input: $input) { redelivered failed lastError kept replayed } }`;
  const input = { idempotencyKey, topicId, endpoint };
  const data = await graphqlData<{ redeliverToSubscriber: object }>(outputs, ada.accessToken, mutation, { input });
  return data.redeliverToSubscriber;
}

async function letSend(QueueUrl: string, Resource: string): Promise<void> {
  const role = outputs.stackOutputs[installation]?.RedeliveryRoleArn;
  const Principal = { Service: 'sns.amazonaws.com', AWS: `${role}` };
  const statement = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}

/** A queue whose owner lets SNS send to it. */
async function createQueue(QueueName: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const got = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const queueArn = `${got.Attributes?.QueueArn}`;
  await letSend(QueueUrl, queueArn);
  return { QueueUrl, queueArn };
}

async function titles(QueueUrl: string, count: number): Promise<string[]> {
  const received: string[] = [];
  while (received.length < count) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
    const { Messages = [] } = await sqs.send(command);
    for (const { Body } of Messages) received.push(`${JSON.parse(JSON.parse(`${Body}`).Message).title}`);
  }
  return received;
}

const northern = { filterPolicy: '{"region":["north"]}' };

async function statusOf(topicId: string): Promise<string | undefined> {
  return (await list(topicId)).nodes[0]?.status;
}

/** Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages": version 2, SHA-256. */
async function isSigned({ body }: Post): Promise<boolean> {
  const names = ['Message', 'MessageId', 'SubscribeURL', 'Subject', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const signed = names.filter((name) => body[name] !== undefined).map((name) => `${name}\n${body[name]}\n`);
  const pem = await (await fetch(`${body.SigningCertURL}`)).text();
  expect(body.SignatureVersion).toBe('2');
  const verify = createVerify('sha256').update(signed.join(''));
  return verify.verify(new X509Certificate(pem).publicKey, `${body.Signature}`, 'base64');
}

/** Returns the mails to an address, of any topic. */
async function lettersTo(address: string): Promise<string[]> {
  const letters = await outboxOf(outputs, { kind: 'email', token: address });
  return letters.map(({ body }) => (body as { text: string }).text);
}

/** What the function `reader` was invoked with. */
async function invocations(): Promise<{ Records: { EventSource: string; Sns: Record<string, unknown> }[] }[]> {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/reader' }));
  const printed = events.map(({ message }) => /\{"Records".*\}/.exec(`${message}`)?.[0]);
  return printed.filter((line) => line !== undefined).map((line) => JSON.parse(line));
}

const lambda = { lambda: { functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:reader' } };

it('takes a queue, which gets what its filter policy lets through until it is removed', async () => {
  const topicId = await createTopic('STANDARD');
  const { QueueUrl, queueArn } = await createQueue('subscribed');
  const endpoint = { sqs: { queueArn } };
  const key = { idempotencyKey: randomUUID(), ...northern };
  const added = await add(topicId, endpoint, key);
  expect(added).toMatchObject({
    replayed: false,
    subscriber: { protocol: 'SQS', endpoint: queueArn, filterPolicy: '{"region":["north"]}', status: 'CONFIRMED' },
  });
  expect(await add(topicId, endpoint, key)).toEqual({ ...added, replayed: true });
  expect(await refusal(topicId, lambda, key)).toMatchObject({ errorType: 'IdempotencyKeyReused' });
  const TopicArn = added.subscriber.subscriptionArn.split(':').slice(0, 6).join(':');
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ SubscriptionArn: added.subscriber.subscriptionArn, Endpoint: queueArn }]);

  await published(await publish(topicId, 'South', { region: 'south' }));
  await publish(topicId, 'North', { region: 'north' });
  expect(await titles(QueueUrl, 1)).toEqual(['North']);
  const { subscriber } = await add(topicId, endpoint);
  expect(subscriber).toEqual({ ...added.subscriber, filterPolicy: null });
  await publish(topicId, 'South again', { region: 'south' });
  expect(await titles(QueueUrl, 1)).toEqual(['South again']);

  expect(await remove(topicId, endpoint)).toBe(true);
  expect(await remove(topicId, endpoint)).toBe(false);
  expect((await list(topicId)).nodes).toEqual([]);
  expect((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toEqual([]);
});

it('keeps what a queue does not take, in a queue of its own until the subscriber is removed', async () => {
  const kept = async () => {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${installation}-kept-` }));
    return new Set(QueueUrls);
  };
  for (const [type, name, attributes, fifo] of [
    ['STANDARD', 'closed', {}, {}],
    ['FIFO', 'closed.fifo', { FifoQueue: 'true' }, { groupId: 'one' }],
  ] as const) {
    const topicId = await createTopic(type);
    const before = await kept();
    const { QueueUrl, queueArn } = await createQueue(name, attributes);
    await add(topicId, { sqs: { queueArn } });
    const own = [...(await kept()).difference(before)];
    expect(own).toHaveLength(1);
    // Its owner takes SNS’s right to send away.
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } }));
    await publish(topicId, 'Not lost', {}, fifo);
    const failing = await until(
      'the failure is shown',
      async () => (await list(topicId)).nodes[0],
      (one) => one?.status === 'FAILING',
    );
    const lastError = 'SQS refused it with HTTP 403: AccessDenied.';
    expect(failing).toMatchObject({ failuresToday: 1, lastError, lastFailureAt: expect.stringMatching(/Z$/) });
    const kept1 = { redelivered: 0, failed: 1, lastError: 'SQS refused it: AccessDenied.', kept: 1 };
    expect(await redeliver(topicId, queueArn)).toEqual({ ...kept1, replayed: false });
    // Its owner lets SNS send again, and Heliograph what was kept.
    await letSend(QueueUrl, queueArn);
    const idempotencyKey = randomUUID();
    const handedOver = { redelivered: 1, failed: 0, lastError: null, kept: 0, replayed: false };
    expect(await redeliver(topicId, queueArn, idempotencyKey)).toEqual(handedOver);
    expect(await redeliver(topicId, queueArn, idempotencyKey)).toMatchObject({ redelivered: 0, replayed: true });
    expect(await titles(QueueUrl, 1)).toEqual(['Not lost']);
    // In another group: this one waits for its first message, which was read and not deleted.
    await publish(topicId, 'Back', {}, type === 'FIFO' ? { groupId: 'other' } : {});
    expect(await titles(QueueUrl, 1)).toEqual(['Back']);
    await until(
      'it is well again',
      () => statusOf(topicId),
      (status) => status === 'CONFIRMED',
    );
    expect(await remove(topicId, { sqs: { queueArn } })).toBe(true);
    expect(await kept()).toEqual(before);
  }
});

it('tells its publisher live what became of a message on phones and at subscribers', async () => {
  const topicId = await createTopic('STANDARD');
  const alice = await newUser(outputs);
  await registerDevice(outputs, alice, 'counted', { fcm: { token: 'counted-token' } });
  await subscribeToTopic(outputs, alice, topicId);
  await until(
    'the phone is subscribed',
    () => subscribersOf(outputs, topicId),
    ({ length }) => length === 1,
  );
  const [open, closed] = [await createQueue('counted'), await createQueue('counted-closed')];
  for (const { queueArn } of [open, closed]) await add(topicId, { sqs: { queueArn } });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: closed.QueueUrl, Attributes: { Policy: '' } }));

  const counts =
    'progress { total platforms { platform providerAccepted failed expired } subscribers { delivered failed } }';
  const subscription = `subscription { onMyPublications { messageId ${counts} } }`;
  const { client, answer } = await subscribeAs(outputs, ada.accessToken, subscription);
  expect(answer.type).toBe('start_ack');
  const id = await publish(topicId, 'Counted', {});
  const progress = {
    total: 0,
    platforms: [{ platform: 'FCM', providerAccepted: 1, failed: 0, expired: 0 }],
    subscribers: { delivered: 1, failed: 1 },
  };
  const told = new Set<string>();
  while (!told.has(JSON.stringify(progress))) {
    const { payload } = (await client.next()) as unknown as {
      payload: { data: { onMyPublications: { messageId: string; progress: object } } };
    };
    const report = payload.data.onMyPublications;
    if (report.messageId === id) told.add(JSON.stringify(report.progress));
  }
  client.socket.close();
  const query = `query ($id: ID!) { message(id: $id) { ${counts} } }`;
  expect(await graphqlData(outputs, ada.accessToken, query, { id })).toEqual({ message: { progress } });
});

it('takes a FIFO queue, which gets in order what its filter policy lets through', async () => {
  const topicId = await createTopic('FIFO');
  const { QueueUrl, queueArn } = await createQueue('in-order.fifo', { FifoQueue: 'true' });
  const { subscriber } = await add(topicId, { sqs: { queueArn } }, northern);
  expect(subscriber).toMatchObject({ protocol: 'SQS', status: 'CONFIRMED' });
  for (const [title, region] of [
    ['one', 'north'],
    ['not this', 'south'],
    ['two', 'north'],
    ['three', 'north'],
  ] as const) {
    await published(await publish(topicId, title, { region }, { groupId: 'group' }));
  }
  expect(await titles(QueueUrl, 3)).toEqual(['one', 'two', 'three']);
  expect(await remove(topicId, { sqs: { queueArn } })).toBe(true);
});

it('takes a web hook, which confirms, then gets signed messages until it is removed', async () => {
  const topicId = await createTopic('STANDARD');
  const endpoint = { https: { url: hook.url } };
  expect((await add(topicId, endpoint, northern)).subscriber.status).toBe('PENDING_CONFIRMATION');
  const asked = await hook.posts.next();
  expect(asked.headers['x-amz-sns-message-type']).toBe('SubscriptionConfirmation');
  expect(await isSigned(asked)).toBe(true);
  await expect(remove(topicId, endpoint)).rejects.toThrow('ConfirmationPending');
  // Adding it again has it asked again, in case the first was lost, but not within the hour.
  expect((await add(topicId, endpoint, northern)).subscriber.status).toBe('PENDING_CONFIRMATION');
  expect((await fetch(`${asked.body.SubscribeURL}`)).status).toBe(200);
  expect(await statusOf(topicId)).toBe('CONFIRMED');

  await publish(topicId, 'South', { region: 'south' });
  await publish(topicId, 'North', { region: 'north' });
  const post = await hook.posts.next();
  expect(post.headers).toMatchObject({
    'x-amz-sns-message-type': 'Notification',
    'x-amz-sns-topic-arn': post.body.TopicArn,
    'x-amz-sns-message-id': post.body.MessageId,
  });
  expect(await isSigned(post)).toBe(true);
  expect(await isSigned({ ...post, body: { ...post.body, Message: 'forged' } })).toBe(false);
  expect(JSON.parse(`${post.body.Message}`)).toMatchObject({ title: 'North' });
  expect(post.body.MessageAttributes).toMatchObject({ region: { Type: 'String', Value: 'north' } });

  // Its owner ends it; an admin adds it again, then removes it for good.
  await fetch(`${post.body.UnsubscribeURL}`);
  expect(await statusOf(topicId)).toBe('LAPSED');
  expect((await add(topicId, endpoint)).subscriber.status).toBe('PENDING_CONFIRMATION');
  const again = await hook.posts.next();
  await fetch(`${again.body.SubscribeURL}`);
  await publish(topicId, 'South again', { region: 'south' });
  expect(JSON.parse(`${(await hook.posts.next()).body.Message}`)).toMatchObject({ title: 'South again' });
  expect(await remove(topicId, endpoint)).toBe(true);
  const { QueueUrl, queueArn } = await createQueue('after-the-hook');
  await add(topicId, { sqs: { queueArn } });
  await publish(topicId, 'Without the hook', {});
  expect(await titles(QueueUrl, 1)).toEqual(['Without the hook']);
  expect(hook.posts.pending).toEqual([]);
});

it('suspends a web hook that fails for days, and hands over what was kept once it is well', async () => {
  const topicId = await createTopic('STANDARD');
  const endpoint = { https: { url: hook.url } };
  const settings = {
    filterPolicy: '{"data":{"kind":["order"]}}',
    filterPolicyScope: 'MESSAGE_BODY',
    rawDelivery: true,
    delivery: { retries: { numRetries: 0 }, contentType: 'application/json' },
  };
  const order = (title: string) => publish(topicId, title, {}, {}, { data: '{"kind":"order"}' });
  const shown = async () => (await list(topicId)).nodes[0];
  const confirm = async () => fetch(`${(await hook.posts.next()).body.SubscribeURL}`);
  await add(topicId, endpoint, settings);
  await confirm();
  await publish(topicId, 'No order', {});
  await order('One');
  const first = await hook.posts.next();
  expect(first).toMatchObject({ body: { title: 'One' }, headers: { 'content-type': 'application/json' } });
  expect(first.headers['x-amz-sns-rawdelivery']).toBe('true');

  hook.status = 503;
  await order('Two');
  const failing = await until('it fails', shown, (one) => one?.status === 'FAILING');
  expect(failing).toMatchObject({ failuresToday: 1, lastError: 'It answered with HTTP 503.' });
  expect(await redeliverTo(topicId, endpoint)).toMatchObject({ redelivered: 0, failed: 1, kept: 1 });
  // As if it had begun three days ago.
  const then = Date.now() - 3 * 86_400_000;
  await databaseOf(outputs).send(
    new UpdateCommand({
      TableName: await tableOf(outputs, 'Topics'),
      Key: topicSubscriberKey(topicId, 'https', hook.url),
      UpdateExpression: 'SET health.failingSince = :then, askedAt = :askedAt',
      ExpressionAttributeValues: { ':then': new Date(then).toISOString(), ':askedAt': then },
    }),
  );
  await order('Three');
  await until('it is suspended', shown, (one) => one?.status === 'SUSPENDED');
  expect(hook.posts.pending.map(({ body }) => body.title)).toEqual(['Two', 'Two', 'Three']);

  hook.status = 200;
  while (hook.posts.pending.length > 0) await hook.posts.next();
  await add(topicId, endpoint, settings);
  await confirm();
  expect(await redeliverTo(topicId, endpoint)).toMatchObject({ redelivered: 2, failed: 0, kept: 0 });
  const handedOver = [await hook.posts.next(), await hook.posts.next()];
  expect(handedOver.map(({ body }) => body.title).toSorted()).toEqual(['Three', 'Two']);
  for (const { headers } of handedOver) {
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-amz-sns-rawdelivery': 'true' });
  }

  const mutation = `mutation ($input: UpdateTopicSubscriberInput!) {
    updateTopicSubscriber(input: $input) { subscriber { status filterPolicy rawDelivery delivery { contentType } } } }`;
  const updated = await graphqlData<object>(outputs, ada.accessToken, mutation, { input: { topicId, endpoint } });
  const usual = { filterPolicy: null, rawDelivery: false, delivery: { contentType: 'text/plain; charset=UTF-8' } };
  expect(updated).toEqual({ updateTopicSubscriber: { subscriber: { status: 'CONFIRMED', ...usual } } });
  await publish(topicId, 'In the envelope', {});
  const { body, headers } = await hook.posts.next();
  expect(JSON.parse(`${body.Message}`)).toMatchObject({ title: 'In the envelope' });
  expect(headers['content-type']).toBe('text/plain; charset=UTF-8');
  expect(await remove(topicId, endpoint)).toBe(true);
});

it('takes a mailbox, which gets a link, then what its filter policy lets through', async () => {
  const topicId = await createTopic('STANDARD');
  const address = 'ward@example.com';
  const endpoint = { email: { address } };
  const input = { idempotencyKey: randomUUID(), topicId, endpoint, ...northern };
  const calls = Array.from(
    { length: 10 },
    (_, index) => `call${index}: addTopicSubscriber(input: $input) { replayed }`,
  );
  const repeated = `mutation ($input: AddTopicSubscriberInput!) { ${calls.join('\n')} }`;
  const answers = Object.values(await graphqlData<object>(outputs, ada.accessToken, repeated, { input }));
  expect(answers).toEqual(answers.map((_, index) => ({ replayed: index > 0 })));
  expect((await add(topicId, endpoint, northern)).subscriber.status).toBe('PENDING_CONFIRMATION');
  await published(await publish(topicId, 'Too early', { region: 'north' }));
  const letters = () => lettersTo(address);
  const [letter] = await until('the link is sent', letters, ({ length }) => length === 1);
  expect((await fetch(`${letter?.split('\n').at(-1)}`)).status).toBe(200);
  expect(await statusOf(topicId)).toBe('CONFIRMED');
  await publish(topicId, 'South', { region: 'south' });
  await publish(topicId, 'North', { region: 'north' });
  const both = await until('the message is sent', letters, ({ length }) => length === 2);
  expect(both.filter((text) => /^North$/m.test(text) && !text.includes('{'))).toHaveLength(1);
  expect(await remove(topicId, endpoint)).toBe(true);
  expect((await list(topicId)).nodes).toEqual([]);
});

it('takes a function, which is invoked with what its filter policy lets through', async () => {
  const topicId = await createTopic('STANDARD');
  const endpoint = { lambda: { functionArn: `arn:aws:lambda:${outputs.region}:000000000000:function:reader` } };
  const added = await add(topicId, endpoint, northern);
  expect(added.subscriber).toMatchObject({ protocol: 'LAMBDA', status: 'CONFIRMED' });
  await publish(topicId, 'South', { region: 'south' });
  await publish(topicId, 'North', { region: 'north' });
  const [{ Records: [record] = [] } = { Records: [] }] = await until(
    'the function is invoked',
    invocations,
    ({ length }) => length === 1,
  );
  expect(record).toMatchObject({
    EventSource: 'aws:sns',
    EventSubscriptionArn: added.subscriber.subscriptionArn,
    Sns: { Type: 'Notification', MessageAttributes: { region: { Type: 'String', Value: 'north' } } },
  });
  expect(JSON.parse(`${record?.Sns.Message}`)).toMatchObject({ title: 'North' });
  // As if SNS had not been able to invoke it.
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${installation}-kept-` }));
  const { Items: [row] = [] } = await databaseOf(outputs).send(
    new QueryCommand({
      TableName: await tableOf(outputs, 'Topics'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': topicSubscriberKey(topicId, 'lambda', '').pk },
    }),
  );
  const QueueUrl = QueueUrls.find((url) => url.endsWith(`/${row?.keptIn}`));
  const { Subject: _, SigningCertUrl, UnsubscribeUrl, ...document } = record?.Sns ?? {};
  const kept = { ...document, SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(kept) }));
  expect(await redeliverTo(topicId, endpoint)).toMatchObject({ redelivered: 1, failed: 0, kept: 0 });
  const both = await until('it is invoked again', invocations, ({ length }) => length === 2);
  expect(both[1]).toEqual(both[0]);
  expect(await remove(topicId, endpoint)).toBe(true);
  expect((await list(topicId)).nodes).toEqual([]);
});

it('lists a mailbox and a web hook as pending until they confirm, page by page', async () => {
  const topicId = await createTopic('STANDARD');
  const mailbox = await add(topicId, { email: { address: 'desk@example.com' } });
  expect(mailbox.subscriber).toMatchObject({ protocol: 'EMAIL', status: 'PENDING_CONFIRMATION' });
  await add(topicId, { https: { url: 'https://hook.invalid/messages' } });
  await add(topicId, lambda);
  const statuses = async () => (await list(topicId)).nodes.map(({ protocol, status }) => `${protocol} ${status}`);
  expect(await statuses()).toEqual(['EMAIL PENDING_CONFIRMATION', 'HTTPS PENDING_CONFIRMATION', 'LAMBDA CONFIRMED']);

  // What its owner finds in the mail, and follows.
  const [letter] = await until(
    'the link is sent',
    () => lettersTo('desk@example.com'),
    ({ length }) => length > 0,
  );
  await fetch(`${letter?.split('\n').at(-1)}`);
  expect(await statuses()).toContain('EMAIL CONFIRMED');

  const { nodes, pageInfo } = await list(topicId, 2);
  expect(nodes).toHaveLength(2);
  expect(pageInfo.hasNextPage).toBe(true);
  const rest = await list(topicId, 2, pageInfo.endCursor);
  expect(rest.nodes.map(({ protocol }) => protocol)).toEqual(['LAMBDA']);
  expect(rest.pageInfo.hasNextPage).toBe(false);

  const mutation = 'mutation ($input: DeleteTopicInput!) { deleteTopic(input: $input) { deleted } }';
  await graphqlData(outputs, ada.accessToken, mutation, { input: { topicId } });
  expect((await list(topicId)).nodes).toEqual([]);
});

it('tells admins live of one that SNS has forgotten', async () => {
  const topicId = await createTopic('STANDARD');
  const { subscriber } = await add(topicId, lambda);
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriber.subscriptionArn }));
  await databaseOf(outputs).send(
    new UpdateCommand({
      TableName: await tableOf(outputs, 'Topics'),
      Key: topicSubscriberKey(topicId, 'lambda', lambda.lambda.functionArn),
      UpdateExpression: 'SET dueAt = :past',
      ExpressionAttributeValues: { ':past': new Date(0).toISOString() },
    }),
  );
  const query = 'subscription { onTopicSubscribers { topicId protocol endpoint status reason addedBy at } }';
  const { client: live, answer } = await subscribeAs(outputs, ada.accessToken, query);
  expect(answer.type).toBe('start_ack');
  try {
    const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
    const functions = new LambdaClient(client);
    const { Functions = [] } = await functions.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map((one) => `${one.FunctionName}`).find((name) => /sweepTopics/i.test(name));
    expect((await functions.send(new InvokeCommand({ FunctionName }))).FunctionError).toBeUndefined();
    // Others of this file may be told first.
    for (;;) {
      const { payload } = await live.next();
      const { onTopicSubscribers: report } = (payload as { data?: { onTopicSubscribers?: object } }).data ?? {};
      if (report === undefined || !JSON.stringify(report).includes(topicId)) continue;
      expect(report).toMatchObject({ protocol: 'LAMBDA', status: 'LAPSED', addedBy: ada.sub });
      break;
    }
  } finally {
    live.socket.terminate();
  }
  const [shown] = (await list(topicId)).nodes;
  expect(shown).toMatchObject({ status: 'LAPSED', lapsedAt: expect.stringMatching(/Z$/) });
});

it('has a queue of another account wait for its owner, though there is one of that name here', async () => {
  const topicId = await createTopic('STANDARD');
  const own = await createQueue('shared-name');
  const endpoint = { sqs: { queueArn: own.queueArn.replace(':000000000000:', ':111122223333:') } };
  expect((await add(topicId, endpoint)).subscriber).toMatchObject({ status: 'PENDING_CONFIRMATION' });
  expect((await list(topicId)).nodes).toMatchObject([{ protocol: 'SQS', status: 'PENDING_CONFIRMATION' }]);
  await add(topicId, { sqs: { queueArn: own.queueArn } });
  await published(await publish(topicId, 'Once', {}));
  expect(await titles(own.QueueUrl, 1)).toEqual(['Once']);
});

it('takes what its type of topic takes, and says why not', async () => {
  const standard = await createTopic('STANDARD');
  const fifo = await createTopic('FIFO');
  const { queueArn } = await createQueue('ordered.fifo', { FifoQueue: 'true' });
  expect((await add(fifo, { sqs: { queueArn } })).subscriber.status).toBe('CONFIRMED');
  expect(await refusal(standard, { sqs: { queueArn } })).toMatchObject({
    errorType: 'InvalidInput',
    errorInfo: { field: 'input.endpoint.sqs.queueArn' },
  });
  expect(await refusal(fifo, lambda)).toMatchObject({
    errorType: 'InvalidInput',
    errorInfo: { field: 'input.endpoint.lambda', given: expect.stringContaining('SQS queues alone') },
  });
  for (const topicId of ['none', '01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
    expect(await refusal(topicId, lambda)).toMatchObject({ errorType: 'NotFound' });
  }
});

it.each([
  [{}, 'input.endpoint'],
  [{ ...lambda, email: { address: 'a@example.com' } }, 'input.endpoint'],
  [{ sqs: { queueArn: 'queue' } }, 'input.endpoint.sqs.queueArn'],
  [{ lambda: { functionArn: 'arn:aws:sqs:eu-central-1:000000000000:queue' } }, 'input.endpoint.lambda.functionArn'],
  [{ https: { url: 'http://example.com' } }, 'input.endpoint.https.url'],
  [{ https: { url: 'https://user:password@example.com' } }, 'input.endpoint.https.url'],
  [{ https: { url: `https://example.com/${'a'.repeat(900)}` } }, 'input.endpoint.https.url'],
  [{ email: { address: 'nobody' } }, 'input.endpoint.email.address'],
])('refuses the endpoint %j', async (endpoint, field) => {
  const refused = await refusal('01ARZ3NDEKTSV4RRFFQ69G5FAV', endpoint);
  expect(refused).toMatchObject({ errorType: 'InvalidInput', errorInfo: { field } });
});
