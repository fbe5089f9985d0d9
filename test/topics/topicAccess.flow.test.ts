import { randomUUID } from 'node:crypto';
import { AdminRemoveUserFromGroupCommand, CreateGroupCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { expect } from 'vitest';
import { cognitoOf } from '../support/cognito.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { pushesWith, until } from '../support/observe.ts';
import { createTopic, publishTo, registerDevice } from '../support/operations.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { signInAs } from '../support/signIn.ts';
import { subscribersOf } from '../support/sns.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let paula: User;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  [ada, alice, paula] = await Promise.all([newAdmin(outputs), newUser(outputs), newPublisher(outputs)]);
});

interface Subscription {
  readonly topicId: string;
  readonly status: string;
  readonly decidedAt: string | null;
}

const subscribeMutation = `mutation ($topicId: ID!) {
  subscribeToTopic(input: { topicId: $topicId }) { subscription { topicId status decidedAt } }
}`;

async function subscribe(user: User, topicId: string): Promise<string> {
  const data = await graphqlData<{ subscribeToTopic: { subscription: Subscription } }>(
    outputs,
    user.accessToken,
    subscribeMutation,
    { topicId },
  );
  return data.subscribeToTopic.subscription.status;
}

async function subscriptionsOf(user: User): Promise<readonly Subscription[]> {
  const query = '{ topicSubscriptions { nodes { topicId status decidedAt } } }';
  const data = await graphqlData<{ topicSubscriptions: { nodes: Subscription[] } }>(outputs, user.accessToken, query);
  return data.topicSubscriptions.nodes;
}

async function decide(topicId: string, userId: string, decision: string) {
  const mutation = `mutation ($input: DecideTopicSubscriptionInput!) {
    decideTopicSubscription(input: $input) { changed follower { userId status decidedBy } } }`;
  const input = { topicId, userId, decision };
  const data = await graphqlData<{ decideTopicSubscription: object }>(outputs, ada.accessToken, mutation, { input });
  return data.decideTopicSubscription;
}

async function followersOf(topicId: string, status: string): Promise<readonly object[]> {
  const query = `query ($topicId: ID!, $status: TopicSubscriptionStatus!) {
    topicFollowers(topicId: $topicId, status: $status) { nodes { userId username status } } }`;
  const data = await graphqlData<{ topicFollowers: { nodes: object[] } }>(outputs, ada.accessToken, query, {
    topicId,
    status,
  });
  return data.topicFollowers.nodes;
}

interface TopicsPage {
  readonly topics: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** The topics that a user sees: every id of every page. */
async function topicsOf(user: User): Promise<readonly string[]> {
  const query =
    'query ($after: String) { topics(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { topics }: TopicsPage = await graphqlData<TopicsPage>(outputs, user.accessToken, query, { after });
    ids.push(...topics.nodes.map(({ id }) => id));
    if (!topics.pageInfo.hasNextPage) return ids;
    after = topics.pageInfo.endCursor;
  }
}

async function listen(user: User): Promise<RealtimeClient> {
  const subscription = 'subscription { onMyTopicSubscriptions { userId topicId status } }';
  const { client, answer } = await subscribeAs(outputs, user.accessToken, subscription);
  expect(answer.type).toBe('start_ack');
  return client;
}

/** Resolves once a user is told of this status; a report may repeat. */
async function told(client: RealtimeClient, user: User, topicId: string, status: string | null): Promise<void> {
  for (;;) {
    const { payload } = await client.next();
    const { onMyTopicSubscriptions: report } = (payload as { data: { onMyTopicSubscriptions: Subscription } }).data;
    expect(report).toMatchObject({ userId: user.sub, topicId });
    if (report.status === status) return;
  }
}

const publish = (topic: object, title: string) => publishTo(outputs, paula.accessToken, { topic }, title);

/** Resolves with the number of a message's deliveries once it is completed: SNS has it. */
async function completed({ id }: { readonly id: string }): Promise<number> {
  const query = 'query ($id: ID!) { message(id: $id) { status progress { total } } }';
  const read = async () =>
    (
      await graphqlData<{ message: { status: string; progress: { total: number } } }>(
        outputs,
        paula.accessToken,
        query,
        { id },
      )
    ).message;
  const { progress } = await until('the message is completed', read, ({ status }) => status === 'COMPLETED');
  return progress.total;
}

const subscribed = (topicId: string, count: number) =>
  until(
    `${count} devices are subscribed`,
    () => subscribersOf(outputs, topicId),
    ({ length }) => length === count,
  );

const pushed = (text: string) =>
  until(
    `a device gets “${text}”`,
    () => pushesWith(outputs, text),
    ({ length }) => length === 1,
  );

it('a topic of a group exists for its members alone, and ends for who left the group once their app registers', async () => {
  const group = `nurses-${randomUUID()}`;
  const { userPoolId: UserPoolId } = outputs;
  await cognitoOf(outputs).send(new CreateGroupCommand({ UserPoolId, GroupName: group }));
  const nina = await newUser(outputs, { groups: [group] });
  const topicId = await createTopic(outputs, ada, 'Ward 3', 'STANDARD', { access: 'GROUP', group });
  for (const who of [nina, paula, ada]) expect(await topicsOf(who)).toContain(topicId);
  expect(await topicsOf(alice)).not.toContain(topicId);

  const none = await graphql(outputs, alice.accessToken, subscribeMutation, { topicId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
  expect(none.errors).toMatchObject([{ errorType: 'NotFound' }]);
  for (const who of [alice, paula, ada]) {
    const closed = await graphql(outputs, who.accessToken, subscribeMutation, { topicId });
    expect({ data: closed.data, errors: closed.errors }).toEqual({ data: none.data, errors: none.errors });
  }

  const token = `ninas-${group}`;
  await registerDevice(outputs, nina, token, { fcm: { token } });
  const news = await listen(nina);
  expect(await subscribe(nina, topicId)).toBe('ACTIVE');
  await told(news, nina, topicId, 'ACTIVE');
  await subscribed(topicId, 1);
  await publish({ topicId }, `Rounds of ${group}`);
  await pushed(`Rounds of ${group}`);

  await cognitoOf(outputs).send(
    new AdminRemoveUserFromGroupCommand({ UserPoolId, GroupName: group, Username: nina.username }),
  );
  const former: User = { ...nina, ...(await signInAs(outputs, nina)) };
  expect(await topicsOf(former)).not.toContain(topicId);
  expect(await subscriptionsOf(former)).toMatchObject([{ topicId, status: 'ACTIVE' }]);
  await registerDevice(outputs, former, token, { fcm: { token } });
  expect(await subscriptionsOf(former)).toEqual([]);
  expect(await followersOf(topicId, 'ACTIVE')).toEqual([]);
  await told(news, nina, topicId, null);
  await subscribed(topicId, 0);
  news.socket.terminate();
});

it('a subscription waits for approval, is told of it, and ends when it is revoked', async () => {
  const topicId = await createTopic(outputs, ada, 'Board', 'STANDARD', { access: 'APPROVAL' });
  const token = `alices-${topicId}`;
  await registerDevice(outputs, alice, token, { fcm: { token } });
  const news = await listen(alice);
  expect(await subscribe(alice, topicId)).toBe('REQUESTED');
  await told(news, alice, topicId, 'REQUESTED');
  const waiting = { userId: alice.sub, username: alice.username, status: 'REQUESTED' };
  expect(await followersOf(topicId, 'REQUESTED')).toEqual([waiting]);
  await completed(await publish({ topicId }, `Too early ${topicId}`));

  const approved = { userId: alice.sub, status: 'ACTIVE', decidedBy: ada.sub };
  expect(await decide(topicId, alice.sub, 'APPROVE')).toEqual({ changed: true, follower: approved });
  expect(await decide(topicId, alice.sub, 'APPROVE')).toEqual({ changed: false, follower: approved });
  await told(news, alice, topicId, 'ACTIVE');
  await subscribed(topicId, 1);
  await publish({ topicId }, `Agenda ${topicId}`);
  await pushed(`Agenda ${topicId}`);
  expect(await pushesWith(outputs, `Too early ${topicId}`)).toEqual([]);

  expect(await decide(topicId, alice.sub, 'REVOKE')).toMatchObject({ changed: true });
  await told(news, alice, topicId, 'REVOKED');
  await subscribed(topicId, 0);
  expect(await subscribe(alice, topicId)).toBe('REVOKED');
  const now = await subscriptionsOf(alice);
  expect(now.find((each) => each.topicId === topicId)).toMatchObject({
    status: 'REVOKED',
    decidedAt: expect.any(String),
  });
  expect(await followersOf(topicId, 'REVOKED')).toHaveLength(1);
  news.socket.terminate();
});

it('a FIFO topic’s messages reach only those who may follow it at the time', async () => {
  const topicId = await createTopic(outputs, ada, 'Trades', 'FIFO', { access: 'APPROVAL' });
  const token = `trader-${topicId}`;
  const tom = await newUser(outputs);
  await registerDevice(outputs, tom, token, { fcm: { token } });
  const deliveriesOf = async (title: string) => completed(await publish({ topicId, groupId: 'trades' }, title));
  expect(await subscribe(tom, topicId)).toBe('REQUESTED');
  expect(await deliveriesOf('Before')).toBe(0);
  await decide(topicId, tom.sub, 'APPROVE');
  expect(await deliveriesOf('Meanwhile')).toBe(1);
  await decide(topicId, tom.sub, 'REVOKE');
  expect(await deliveriesOf('After')).toBe(0);
});

it('a user has at most 20 requests that wait, and gets room where one is withdrawn or its topic deleted', async () => {
  const eve = await newUser(outputs);
  const create = Array.from(
    { length: 21 },
    (_, index) =>
      `t${index}: createTopic(input: { idempotencyKey: "${randomUUID()}", name: "Asked" }) { topic { id access } }`,
  );
  const made = await graphqlData<Record<string, { topic: { id: string; access: string } }>>(
    outputs,
    ada.accessToken,
    `mutation { ${create.join('\n')} }`,
  );
  const topics = Object.values(made).map(({ topic }) => topic);
  expect(new Set(topics.map(({ access }) => access))).toEqual(new Set(['APPROVAL']));
  const ids = topics.map(({ id }) => id);
  const ask = ids.map(
    (id, index) => `s${index}: subscribeToTopic(input: { topicId: "${id}" }) { subscription { status } }`,
  );
  const { errors } = await graphql(outputs, eve.accessToken, `mutation { ${ask.join('\n')} }`);
  expect(errors).toMatchObject([{ errorType: 'LimitExceeded', errorInfo: { limit: 20 } }]);
  const [first = '', second = '', last = ''] = [ids[0], ids[1], ids.at(-1)];
  const withdraw = 'mutation ($topicId: ID!) { unsubscribeFromTopic(input: { topicId: $topicId }) { unsubscribed } }';
  expect(await graphqlData(outputs, eve.accessToken, withdraw, { topicId: first })).toEqual({
    unsubscribeFromTopic: { unsubscribed: true },
  });
  expect(await subscribe(eve, last)).toBe('REQUESTED');

  const deletion = 'mutation ($topicId: ID!) { deleteTopic(input: { topicId: $topicId }) { deleted } }';
  await graphqlData(outputs, ada.accessToken, deletion, { topicId: second });
  expect(await subscribe(eve, first)).toBe('REQUESTED');
});
