import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { installation } from '../support/installation.ts';
import { pushesWith, until } from '../support/observe.ts';
import { registerDevice, subscribeToTopic } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { snsOf, snsTopicOf, subscribersOf } from '../support/sns.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let bob: User;
let paula: User;
let sqs: SQSClient;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await newAdmin(outputs);
  alice = await newUser(outputs);
  bob = await newUser(outputs);
  paula = await newPublisher(outputs);
  sqs = new SQSClient({ endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root });
});

const asked = <Data>(user: User, query: string, input: object): Promise<Data> =>
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
  const input = { idempotencyKey, name, type, access: 'OPEN' };
  const data = await asked<{ createTopic: { replayed: boolean; topic: Topic } }>(ada, createTopicMutation, input);
  return data.createTopic;
}

async function unsubscribe(user: User, topicId: string): Promise<boolean> {
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

/** Resolves once SNS has so many devices subscribed. */
const subscribed = (topicId: string, count: number) =>
  until(
    `${count} devices are subscribed`,
    () => subscribersOf(outputs, topicId),
    ({ length }) => length === count,
  );

/** Resolves with the pushes of a text once there are so many. */
const pushed = (text: string, count: number) =>
  until(
    `${count} devices get “${text}”`,
    () => pushesWith(outputs, text),
    ({ length }) => length === count,
  );

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
      '{ topics(first: 100) { nodes { id name type status } } }',
    );
    expect(topics.nodes).toContainEqual(topic);

    const mutation = 'mutation ($input: DeleteTopicInput!) { deleteTopic(input: $input) { deleted } }';
    expect(await asked(ada, mutation, { topicId: topic.id })).toEqual({ deleteTopic: { deleted: true } });
    expect(await asked(ada, mutation, { topicId: topic.id })).toEqual({ deleteTopic: { deleted: false } });
    expect(await snsTopicOf(outputs, topic.id)).toBeUndefined();
  });

  it('are encrypted, refuse what is not TLS, sign with version 2, carry tags, and log their deliveries', async () => {
    const { topic } = await createTopic('Protected');
    await createTopic('Protected too', 'FIFO');
    const TopicArn = `${await snsTopicOf(outputs, topic.id)}`;
    const attributes = async () => (await snsOf(outputs).send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;
    const made = await attributes();
    expect(made).toMatchObject({ SignatureVersion: '2', KmsMasterKeyId: expect.stringMatching(/^arn:aws:kms:.*key/) });
    expect(JSON.parse(`${made?.Policy}`).Statement).toMatchObject([
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
    for (const protocol of ['SQS', 'HTTP', 'Lambda', 'Application']) {
      expect(made).toMatchObject({
        [`${protocol}SuccessFeedbackRoleArn`]: expect.stringMatching(/:role\//),
        [`${protocol}FailureFeedbackRoleArn`]: expect.stringMatching(/:role\//),
        [`${protocol}SuccessFeedbackSampleRate`]: '100',
      });
    }
    const tagsOf = async () =>
      (await snsOf(outputs).send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags;
    expect(await tagsOf()).toEqual([{ Key: 'heliograph:installation', Value: installation }]);

    // A topic as an earlier version made it is mended by the documented command.
    await snsOf(outputs).send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: '' }));
    await snsOf(outputs).send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'KmsMasterKeyId', AttributeValue: '' }),
    );
    await snsOf(outputs).send(
      new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ['heliograph:installation'] }),
    );
    const { awsEndpoint: endpoint, region, root: credentials } = outputs;
    const lambda = new LambdaClient({ endpoint, region, credentials });
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map((one) => `${one.FunctionName}`).find((name) => /mendTopics/i.test(name));
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    expect(FunctionError).toBeUndefined();
    expect(JSON.parse(`${Payload?.transformToString()}`)).toMatchObject({ after: null });
    expect(await attributes()).toEqual(made);
    expect(await tagsOf()).toHaveLength(1);
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
    await registerDevice(outputs, alice, own('first'), { fcm: { token: own('first-token') } });
    await subscribeToTopic(outputs, alice, topic.id);
    await subscribed(topic.id, 1);
    await registerDevice(outputs, alice, own('second'), { fcm: { token: own('second-token') } });
    await subscribed(topic.id, 2);

    const id = await publish({ topicId: topic.id }, 'One nil');
    await pushed('One nil', 2);
    const completed = await until(
      'the message is completed',
      () => message(id),
      ({ status }) => status === 'COMPLETED',
    );
    expect(completed).toMatchObject({
      publication: { snsMessageId: expect.any(String), sequenceNumber: null },
      progress: { total: 0 },
    });

    // A new token takes the subscription along; a new owner does not get it.
    await registerDevice(outputs, alice, own('first'), { fcm: { token: own('first-token-2') } });
    await registerDevice(outputs, bob, own('second'), { fcm: { token: own('second-token') } });
    await subscribed(topic.id, 1);
    await publish({ topicId: topic.id }, 'Two nil');
    expect(JSON.stringify(await pushed('Two nil', 1))).toContain(own('first-token-2'));

    expect(await unsubscribe(alice, topic.id)).toBe(true);
    expect(await unsubscribe(alice, topic.id)).toBe(false);
    await subscribed(topic.id, 0);
  });

  it('lets through what its filter policy lets through', async () => {
    const { topic } = await createTopic('Weather');
    await registerDevice(outputs, bob, own('bobs'), { fcm: { token: own('bobs-token') } });
    await subscribeToTopic(outputs, bob, topic.id, {
      region: ['north', { prefix: 'east' }],
      level: [{ numeric: ['>=', 3] }],
    });
    // Bob has the device that was Alice's, too.
    await subscribed(topic.id, 2);
    const to = (attributes: object) => ({ topicId: topic.id, attributes: JSON.stringify(attributes) });
    await publish(to({ region: 'south', level: 5 }), 'Not for Bob');
    await publish(to({ region: 'east-coast', level: 2 }), 'Nor this');
    await publish(to({ region: 'east-coast', level: 3 }), 'Storm');
    await pushed('Storm', 2);
    expect(await pushesWith(outputs, 'Not for Bob')).toEqual([]);
    expect(await pushesWith(outputs, 'Nor this')).toEqual([]);
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
  it('says that SNS has no room for its filter policy, and is repeated when there is', async () => {
    const { topic } = await createTopic('Full');
    const TopicArn = await snsTopicOf(outputs, topic.id);
    const sns = snsOf(outputs);
    const numbers = Array.from({ length: 200 }, (_, index) => `+1555${1_000_000 + index}`);
    const fill = (Endpoint: string) =>
      sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sms',
          Endpoint,
          Attributes: { FilterPolicy: '{"region":["nowhere"]}' },
          ReturnSubscriptionArn: true,
        }),
      );
    const [first] = await Promise.all(numbers.map(fill));
    const user = await newUser(outputs);
    await registerDevice(outputs, user, own('full'), { fcm: { token: own('full-token') } });
    const wanted = { region: ['north'] };
    const failures = async () => {
      const query = '{ topicSubscriptions { nodes { failure } } }';
      const data = await graphqlData<{ topicSubscriptions: { nodes: { failure: string | null }[] } }>(
        outputs,
        user.accessToken,
        query,
      );
      return data.topicSubscriptions.nodes.map(({ failure }) => failure);
    };
    await subscribeToTopic(outputs, user, topic.id, wanted);
    await until('the refusal shows', failures, ([failure]) => failure === 'FILTER_POLICY_LIMIT');
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: first?.SubscriptionArn }));
    await subscribeToTopic(outputs, user, topic.id, wanted);
    await subscribed(topic.id, 200);
    expect(await failures()).toEqual([null]);
  });

  it('delivers a group in order to a queue, once for a deduplication id', async () => {
    const { topic } = await createTopic('Orders', 'FIFO');
    const TopicArn = await snsTopicOf(outputs, topic.id);
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
    await snsOf(outputs).send(
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
    await until(
      'the last is published',
      () => message(third),
      ({ publication }) => publication !== null,
    );
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
  it('tells its publisher every status live: to a topic, a duplicate, or cancelled before it was sent', async () => {
    const pat = await newPublisher(outputs);
    const standard = (await createTopic('Statuses')).topic.id;
    const fifo = (await createTopic('Ordered statuses', 'FIFO')).topic.id;
    const subscription = 'subscription { onMyPublications { messageId statusChanges publisherId } }';
    const { client, answer } = await subscribeAs(outputs, pat.accessToken, subscription);
    expect(answer.type).toBe('start_ack');
    const send = async (input: object) => {
      const common = { idempotencyKey: randomUUID(), content: { title: 'Statuses' } };
      const data = await asked<{ publish: { message: { id: string } } }>(pat, publishMutation, { ...common, ...input });
      return data.publish.message.id;
    };
    const twice = { topicId: fifo, groupId: 'group', deduplicationId: 'once' };
    const toTopic = await send({ audience: { topic: { topicId: standard } } });
    const first = await send({ audience: { topic: twice } });
    const again = await send({ audience: { topic: twice } });
    const scheduledAt = new Date(Date.now() + 86_400_000).toISOString();
    const later = await send({ audience: { userIds: [alice.sub] }, scheduledAt });
    const cancel = 'mutation ($input: CancelMessageInput!) { cancelMessage(input: $input) { cancelledDeliveries } }';
    await asked(pat, cancel, { messageId: later });
    const wanted = new Map([
      [toTopic, ['ACCEPTED', 'SENDING', 'COMPLETED']],
      [first, ['ACCEPTED', 'SENDING', 'COMPLETED']],
      [again, ['ACCEPTED', 'DUPLICATE']],
      [later, ['SCHEDULED', 'CANCELLED']],
    ]);
    const told = new Map<string, string[]>();
    while (![...wanted].every(([id, statuses]) => told.get(id)?.length === statuses.length)) {
      const { data } = (await client.next()).payload as {
        data: { onMyPublications: { messageId: string; statusChanges: string[]; publisherId: string } };
      };
      const { messageId, statusChanges, publisherId } = data.onMyPublications;
      expect(publisherId).toBe(pat.sub);
      told.set(messageId, [...(told.get(messageId) ?? []), ...statusChanges]);
    }
    expect(told).toEqual(wanted);
    client.socket.close();
  });

  it('to a topic that is not there is refused', async () => {
    const input = { idempotencyKey: 'none', audience: { topic: { topicId: 'none' } }, content: { title: 'Hello' } };
    const { errors } = await graphql(outputs, paula.accessToken, publishMutation, { input });
    expect(errors).toMatchObject([{ errorType: 'NotFound', errorInfo: { field: 'input.audience.topic.topicId' } }]);
  });
});
