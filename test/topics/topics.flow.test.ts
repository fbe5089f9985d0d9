import { randomUUID } from 'node:crypto';
import { ListSubscriptionsByTopicCommand, ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { registerDevice } from '../support/operations.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';

let runtime: Runtime;
let outputs: HeliographOutputs;
let ada: SignedIn;
let alice: SignedIn;
let bob: SignedIn;
let paula: SignedIn;
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(async () => {
  runtime = await Runtime.start({ args: ['--fresh'] });
  ({ outputs } = runtime);
  ada = await signIn(outputs, 'ada');
  alice = await signIn(outputs, 'alice');
  bob = await signIn(outputs, 'bob');
  paula = await signIn(outputs, 'paula');
  const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
  sns = new SNSClient(client);
  sqs = new SQSClient(client);
});
afterAll(() => runtime[Symbol.asyncDispose]());

const asked = <Data>(user: SignedIn, query: string, input: object): Promise<Data> =>
  graphqlData<Data>(outputs, user.accessToken, query, { input });

interface Topic {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
}

const createTopicMutation =
  'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { replayed topic { id name type status } } }';

async function createTopic(name: string, type = 'STANDARD', idempotencyKey: string = randomUUID()) {
  const input = { idempotencyKey, name, type };
  const data = await asked<{ createTopic: { replayed: boolean; topic: Topic } }>(ada, createTopicMutation, input);
  return data.createTopic;
}

function subscribe(user: SignedIn, topicId: string, filterPolicy?: object) {
  const mutation =
    'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId filterPolicy } } }';
  const input = { topicId, ...(filterPolicy ? { filterPolicy: JSON.stringify(filterPolicy) } : {}) };
  return asked<{ subscribeToTopic: object }>(user, mutation, input);
}

async function unsubscribe(user: SignedIn, topicId: string): Promise<boolean> {
  const mutation =
    'mutation ($input: UnsubscribeFromTopicInput!) { unsubscribeFromTopic(input: $input) { unsubscribed } }';
  const data = await asked<{ unsubscribeFromTopic: { unsubscribed: boolean } }>(user, mutation, { topicId });
  return data.unsubscribeFromTopic.unsubscribed;
}

const publishMutation =
  'mutation ($input: PublishInput!) { publish(input: $input) { message { id audience { topic { topicId groupId } } } } }';

async function publish(topic: object, title: string): Promise<string> {
  const input = { idempotencyKey: randomUUID(), audience: { topic }, content: { title } };
  const data = await asked<{ publish: { message: { id: string } } }>(paula, publishMutation, input);
  return data.publish.message.id;
}

async function snsTopic(topicId: string): Promise<string | undefined> {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  return Topics.map(({ TopicArn }) => TopicArn).find((arn) => arn?.includes(topicId));
}

async function subscribers(topicId: string): Promise<number> {
  const TopicArn = await snsTopic(topicId);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.length;
}

async function pushes(text: string) {
  return (await outboxOf(outputs, { kind: 'push' })).filter((entry) => JSON.stringify(entry).includes(text));
}

async function message(id: string) {
  const query =
    'query ($id: ID!) { message(id: $id) { status duplicateOf publication { snsMessageId sequenceNumber } progress { total } } }';
  const data = await graphqlData<{
    message: { status: string; publication: { snsMessageId: string; sequenceNumber: string | null } | null };
  }>(outputs, paula.accessToken, query, { id });
  return data.message;
}

describe('topics', () => {
  it('are made once for a key, listed, and deleted with their subscriptions', async () => {
    const key = randomUUID();
    const { topic, replayed } = await createTopic('News', 'STANDARD', key);
    expect(topic).toMatchObject({ name: 'News', type: 'STANDARD', status: 'ACTIVE' });
    expect(replayed).toBe(false);
    expect(await createTopic('News', 'STANDARD', key)).toEqual({ topic, replayed: true });
    const { errors } = await graphql(outputs, ada.accessToken, createTopicMutation, {
      input: { idempotencyKey: key, name: 'Other' },
    });
    expect(errors).toMatchObject([{ errorType: 'IdempotencyKeyReused' }]);
    const { topics } = await graphqlData<{ topics: { nodes: Topic[] } }>(
      outputs,
      alice.accessToken,
      '{ topics { nodes { id name type status } } }',
    );
    expect(topics.nodes).toContainEqual(topic);

    const mutation = 'mutation ($input: DeleteTopicInput!) { deleteTopic(input: $input) { deleted } }';
    expect(await asked(ada, mutation, { topicId: topic.id })).toEqual({ deleteTopic: { deleted: true } });
    expect(await asked(ada, mutation, { topicId: topic.id })).toEqual({ deleteTopic: { deleted: false } });
    expect(await snsTopic(topic.id)).toBeUndefined();
  });

  it('are an admin’s to make', async () => {
    const input = { idempotencyKey: 'key', name: 'Mine' };
    const { data, errors } = await graphql(outputs, paula.accessToken, createTopicMutation, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ errorType: 'Unauthorized' }]);
  });
});

describe('a subscription', () => {
  it('reaches the user’s devices, those that come too, and none that left', async () => {
    const { topic } = await createTopic('Scores');
    await registerDevice(outputs, alice, 'first', { fcm: { token: 'first-token' } });
    await subscribe(alice, topic.id);
    await until(async () => (await subscribers(topic.id)) === 1);
    await registerDevice(outputs, alice, 'second', { fcm: { token: 'second-token' } });
    await until(async () => (await subscribers(topic.id)) === 2);

    const id = await publish({ topicId: topic.id }, 'One nil');
    await until(async () => (await pushes('One nil')).length === 2);
    await until(async () => (await message(id)).status === 'COMPLETED');
    expect(await message(id)).toMatchObject({
      publication: { snsMessageId: expect.any(String), sequenceNumber: null },
      progress: { total: 0 },
    });

    // A new token takes the subscription along; a new owner does not get it.
    await registerDevice(outputs, alice, 'first', { fcm: { token: 'first-token-2' } });
    await registerDevice(outputs, bob, 'second', { fcm: { token: 'second-token' } });
    await until(async () => (await subscribers(topic.id)) === 1);
    await publish({ topicId: topic.id }, 'Two nil');
    await until(async () => (await pushes('Two nil')).length === 1);
    expect(JSON.stringify(await pushes('Two nil'))).toContain('first-token-2');

    expect(await unsubscribe(alice, topic.id)).toBe(true);
    expect(await unsubscribe(alice, topic.id)).toBe(false);
    await until(async () => (await subscribers(topic.id)) === 0);
  });

  it('lets through what its filter policy lets through', async () => {
    const { topic } = await createTopic('Weather');
    await registerDevice(outputs, bob, 'bobs', { fcm: { token: 'bobs-token' } });
    await subscribe(bob, topic.id, { region: ['north', { prefix: 'east' }], level: [{ numeric: ['>=', 3] }] });
    const filtered = async () => {
      const TopicArn = await snsTopic(topic.id);
      const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      return Subscriptions.length === 2;
    };
    // Bob has the device that was Alice's, too.
    await until(filtered);
    const to = (attributes: object) => ({ topicId: topic.id, attributes: JSON.stringify(attributes) });
    await publish(to({ region: 'south', level: 5 }), 'Not for Bob');
    await publish(to({ region: 'east-coast', level: 2 }), 'Nor this');
    await publish(to({ region: 'east-coast', level: 3 }), 'Storm');
    await until(async () => (await pushes('Storm')).length === 2);
    expect(await pushes('Not for Bob')).toEqual([]);
    expect(await pushes('Nor this')).toEqual([]);
  });

  it.each([
    [{ filterPolicy: '{"region": "north"}' }, 'InvalidInput', 'input.filterPolicy.region'],
    [{ filterPolicy: '{"region": [{"about": 1}]}' }, 'InvalidInput', 'input.filterPolicy.region'],
    [{ filterPolicy: '{"level": [{"numeric": ["above", 1]}]}' }, 'InvalidInput', 'input.filterPolicy.level'],
    [{ topicId: 'none' }, 'NotFound', 'input.topicId'],
  ])('is refused with %j', async (input, errorType, field) => {
    const { topic } = await createTopic('Refused');
    const mutation =
      'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId } } }';
    const { errors } = await graphql(outputs, alice.accessToken, mutation, { input: { topicId: topic.id, ...input } });
    expect(errors).toMatchObject([{ errorType, errorInfo: { field } }]);
  });
});

describe('a FIFO topic', () => {
  it('delivers a group in order to a queue, once for a deduplication id', async () => {
    const { topic } = await createTopic('Orders', 'FIFO');
    const TopicArn = await snsTopic(topic.id);
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'orders.fifo', Attributes: { FifoQueue: 'true' } }),
    );
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: Attributes?.QueueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: Attributes?.QueueArn,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    const published: string[] = [];
    for (const [title, deduplicationId] of [
      ['first', 'a'],
      ['second', 'b'],
      ['second again', 'b'],
      ['third', undefined],
    ]) {
      published.push(await publish({ topicId: topic.id, groupId: 'order-1', deduplicationId }, `${title}`));
    }
    const [first = '', second = '', again = '', third = ''] = published;
    await until(async () => (await message(third)).publication !== null);
    expect(await message(again)).toMatchObject({ status: 'DUPLICATE', duplicateOf: second, publication: null });
    const sent = await Promise.all([first, second, third].map(message));
    const sequenceNumbers = sent.map(({ publication }) => `${publication?.sequenceNumber}`);
    expect(sequenceNumbers).toEqual(sequenceNumbers.toSorted());
    expect(sequenceNumbers[0]).toMatch(/^\d+$/);
    const received: string[] = [];
    while (received.length < 3) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      received.push(...Messages.map(({ Body }) => `${JSON.parse(`${Body}`).title}`));
    }
    expect(received).toEqual(['first', 'second', 'third']);
  });

  it('needs a group', async () => {
    const { topic } = await createTopic('Ordered', 'FIFO');
    const input = { idempotencyKey: 'fifo', audience: { topic: { topicId: topic.id } }, content: { title: 'Hello' } };
    const published = await graphql(outputs, paula.accessToken, publishMutation, { input });
    expect(published.errors).toMatchObject([
      { errorType: 'InvalidInput', errorInfo: { field: 'input.audience.topic.groupId' } },
    ]);
  });
});

describe('a message', () => {
  it('to a topic that is not there is refused', async () => {
    const input = { idempotencyKey: 'none', audience: { topic: { topicId: 'none' } }, content: { title: 'Hello' } };
    const { errors } = await graphql(outputs, paula.accessToken, publishMutation, { input });
    expect(errors).toMatchObject([{ errorType: 'NotFound', errorInfo: { field: 'input.audience.topic.topicId' } }]);
  });
});
