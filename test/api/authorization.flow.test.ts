import { randomUUID } from 'node:crypto';
import { SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Frame } from 'local-cloud/testing/RealtimeClient';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cognitoOf } from '../support/cognito.ts';
import { type GraphQLAnswerError, graphql, graphqlData, type Identity } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { apiSchema, rootFields, sampleOperation } from '../support/sampleOperation.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';
import { type Heliograph, startHeliograph } from '../support/startHeliograph.ts';
import { subscribeAs } from '../support/subscribeAs.ts';

// Who may do what: each root field of the schema by each identity. The table is written by hand. The API must agree.

const users = ['user', 'publisher', 'admin'] as const;
const publishing = ['publisher', 'admin', 'service', 'root'] as const;

type Who = 'user' | 'publisher' | 'admin' | 'service' | 'reports' | 'root';

const mayCall: Readonly<Record<string, readonly Who[]>> = {
  'Query.me': users,
  'Query.device': users,
  'Query.devices': users,
  'Query.inbox': users,
  'Query.message': publishing,
  'Query.messages': publishing,
  'Query.deliveries': publishing,
  'Query.deliveryEvents': publishing,
  'Query.allMessages': ['admin'],
  'Query.userDevices': ['admin'],
  'Query.userDeliveries': ['admin'],
  'Query.previewPublish': publishing,
  'Query.platforms': publishing,
  'Query.topics': [...users, 'service', 'root'],
  'Query.topicSubscriptions': users,
  'Query.topicSubscribers': ['admin'],
  'Query.topicFollowers': ['admin'],
  'Query.stepUpSettings': ['admin'],
  'Query.stepUpAudit': ['admin'],
  'Query.auditLog': ['admin'],
  'Query.stepUpChallenge': users,
  'Mutation.registerDevice': users,
  'Mutation.unregisterDevice': users,
  'Mutation.acknowledgeDelivery': users,
  'Mutation.publish': publishing,
  'Mutation.publishBatch': publishing,
  'Mutation.cancelMessage': publishing,
  'Mutation.redeliver': publishing,
  'Query.redelivery': publishing,
  'Mutation.createTopic': ['admin'],
  'Mutation.updateTopic': ['admin'],
  'Mutation.deleteTopic': ['admin'],
  'Mutation.addTopicSubscriber': ['admin'],
  'Mutation.updateTopicSubscriber': ['admin'],
  'Mutation.removeTopicSubscriber': ['admin'],
  'Mutation.redeliverToSubscriber': ['admin'],
  'Mutation.subscribeToTopic': users,
  'Mutation.unsubscribeFromTopic': users,
  'Mutation.decideTopicSubscription': ['admin'],
  'Mutation.holdPlatform': ['admin'],
  'Mutation.releasePlatform': ['admin'],
  'Mutation.putStepUpSetting': ['admin'],
  'Mutation.deleteStepUpSetting': ['admin'],
  'Mutation.initiateStepUp': users,
  'Mutation.respondToStepUpChallenge': users,
  'Mutation.approveStepUp': users,
  'Mutation.requireStepUp': ['service', 'root'],
  'Mutation.consumeStepUpGrant': ['service', 'root'],
  // The functions alone; an account's root may do everything that IAM decides.
  'Mutation.reportDeliveries': ['reports', 'root'],
  'Mutation.reportDevice': ['root'],
  'Mutation.reportPlatform': ['root'],
  'Mutation.reportTopicSubscription': ['root'],
  'Mutation.reportTopicSubscriber': ['root'],
  'Subscription.onDeliveryReport': publishing,
  'Subscription.onPlatformState': publishing,
  'Subscription.onTopicSubscribers': ['admin'],
  'Subscription.onMyPublications': publishing,
  'Subscription.onMyDeliveries': users,
  'Subscription.onMyDevices': users,
  'Subscription.onMyTopicSubscriptions': users,
  'Subscription.onStepUpChallenge': users,
};

const schema = apiSchema();
const everybody: readonly Who[] = ['user', 'publisher', 'admin', 'service', 'reports', 'root'];

// A Heliograph of its own: only from within the process can a role's key be had.
let heliograph: Heliograph;
const own = ownNames();
let outputs: HeliographOutputs;
let alice: SignedIn;
let bob: SignedIn;
let paula: SignedIn;
let ada: SignedIn;
let identities: Readonly<Record<Who, Identity>>;

beforeAll(async () => {
  heliograph = await startHeliograph();
  ({ outputs } = heliograph);
  alice = await signIn(outputs, 'alice');
  bob = await signIn(outputs, 'bob');
  paula = await signIn(outputs, 'paula');
  ada = await signIn(outputs, 'ada');
  identities = {
    user: bob.accessToken,
    publisher: paula.accessToken,
    admin: ada.accessToken,
    service: outputs.service,
    reports: heliograph.credentialsOf('reportDeliveriesRole'),
    root: outputs.root,
  };
});
afterAll(() => heliograph[Symbol.asyncDispose]());

/**
 * `nobody`: the call was not let in at all. `unauthorized`: the field was refused.
 * `allowed`: the field answered, if only with an error.
 */
type Verdict = 'nobody' | 'unauthorized' | 'allowed';

async function verdict(identity: Identity, coordinate: string): Promise<Verdict> {
  const operation = sampleOperation(schema, coordinate);
  if (coordinate.startsWith('Subscription.')) {
    const { client, answer } = await subscribeAs(outputs, identity, operation);
    client.socket.terminate();
    if (answer.type === 'connection_error') return 'nobody';
    if (answer.type === 'start_ack') return 'allowed';
    const { errors } = answer.payload as { errors: readonly GraphQLAnswerError[] };
    return errors.some(({ errorType }) => errorType === 'Unauthorized') ? 'unauthorized' : 'allowed';
  }
  const { status, data, errors } = await graphql(outputs, identity, operation);
  if (status === 401) return 'nobody';
  expect(status).toBe(200);
  // A refusal for want of validity would say nothing about who may.
  expect(errors.map(({ message }) => message).join()).not.toContain('Validation error');
  const [field = ''] = coordinate.split('.').slice(1);
  const refused = errors.some(({ errorType, path }) => errorType === 'Unauthorized' && path?.[0] === field);
  if (refused) expect(data?.[field] ?? null).toBeNull();
  return refused ? 'unauthorized' : 'allowed';
}

it('says of every field who may call it', () => {
  expect(rootFields(schema).filter((coordinate) => mayCall[coordinate] === undefined)).toEqual([]);
});

describe.each(rootFields(schema))('%s', (coordinate) => {
  it.each(everybody)('as %s', async (who) => {
    const allowed = (mayCall[coordinate] ?? []).includes(who);
    expect(await verdict(identities[who], coordinate)).toBe(allowed ? 'allowed' : 'unauthorized');
  });

  it('without an identity, or with what is none', async () => {
    expect(await verdict(null, coordinate)).toBe('nobody');
    expect(await verdict('nonsense', coordinate)).toBe('nobody');
    expect(await verdict({ ...outputs.service, secretAccessKey: 'wrong' }, coordinate)).toBe('nobody');
  });

  it('with an ID token, which is for the app alone', async () => {
    const who = (mayCall[coordinate] ?? []).find((each) => ['user', 'publisher', 'admin'].includes(each));
    const { idToken } = { user: bob, publisher: paula, admin: ada }[who as 'user'] ?? {};
    if (idToken === undefined) return;
    const operation = sampleOperation(schema, coordinate);
    const errors = coordinate.startsWith('Subscription.')
      ? ((await subscribeAs(outputs, idToken, operation)).answer.payload as { errors: GraphQLAnswerError[] }).errors
      : (await graphql(outputs, idToken, operation)).errors;
    expect(errors).toMatchObject([{ errorType: 'AccessTokenRequired' }]);
  });
});

it('has accounts that an admin of the pool made, and no others', async () => {
  const { userPoolClientId: ClientId } = outputs;
  const signUp = new SignUpCommand({ ClientId, Username: 'stranger', Password: 'Stranger-2468-demo' });
  await expect(cognitoOf(outputs).send(signUp)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'SignUp is not permitted for this user pool',
  });
});

describe('what is another’s looks as if it did not exist', () => {
  let messageId: string;
  let deliveryId: string;

  beforeAll(async () => {
    await registerDevice(outputs, alice, own('alices-phone'), { fcm: { token: own('alices-token') } });
    const message = await publishTo(outputs, paula.accessToken, { deviceIds: [own('alices-phone')] }, 'For Alice');
    messageId = message.id;
    deliveryId = `${messageId}.${own('alices-phone')}`;
    await until(
      'it arrives',
      () => outboxOf(outputs, { token: own('alices-token') }),
      ({ length }) => length === 1,
    );
  });

  const deviceQuery = 'query ($id: ID!) { device(id: $id) { id } devices { nodes { id } } }';

  it('devices', async () => {
    const variables = { id: own('alices-phone') };
    const nothing = { device: null, devices: { nodes: [] } };
    for (const other of [bob, ada, paula]) {
      expect(await graphqlData(outputs, other.accessToken, deviceQuery, variables)).toEqual(nothing);
    }
    expect(await graphqlData(outputs, alice.accessToken, deviceQuery, variables)).toEqual({
      device: { id: own('alices-phone') },
      devices: { nodes: [{ id: own('alices-phone') }] },
    });
  });

  it('unregistering', async () => {
    const mutation = 'mutation ($id: ID!) { unregisterDevice(input: { deviceId: $id }) { unregistered } }';
    const theirs = await graphqlData(outputs, bob.accessToken, mutation, { id: own('alices-phone') });
    const none = await graphqlData(outputs, bob.accessToken, mutation, { id: 'no-such-device' });
    expect(theirs).toEqual(none);
    const kept = await graphqlData(outputs, alice.accessToken, deviceQuery, { id: own('alices-phone') });
    expect(kept).toMatchObject({ device: { id: own('alices-phone') } });
  });

  it('deliveries, which only the device’s owner acknowledges', async () => {
    const mutation = `mutation ($id: ID!) {
      acknowledgeDelivery(input: { deliveryId: $id, status: OPENED }) { delivery { status } }
    }`;
    const missing = await graphql(outputs, bob.accessToken, mutation, { id: `${'0'.repeat(26)}.nothing` });
    expect(missing.errors).toMatchObject([{ errorType: 'NotFound' }]);
    for (const other of [bob, paula, ada]) {
      const { data, errors } = await graphql(outputs, other.accessToken, mutation, { id: deliveryId });
      expect({ data, errors }).toEqual({ data: missing.data, errors: missing.errors });
    }
    expect(await graphqlData(outputs, alice.accessToken, mutation, { id: deliveryId })).toEqual({
      acknowledgeDelivery: { delivery: { status: 'OPENED' } },
    });
  });

  it('the inbox', async () => {
    const query = '{ inbox { nodes { delivery { id } } } }';
    expect(await graphqlData(outputs, bob.accessToken, query)).toEqual({ inbox: { nodes: [] } });
    expect(await graphqlData(outputs, alice.accessToken, query)).toEqual({
      inbox: { nodes: [{ delivery: { id: deliveryId } }] },
    });
  });

  const messageQuery = `query ($id: ID!) {
    message(id: $id) { id }
    deliveries(messageId: $id) { nodes { id } }
    deliveryEvents(messageId: $id) { events { sequence } }
  }`;

  it('messages, their deliveries and events, but for admins', async () => {
    const nothing = { message: null, deliveries: { nodes: [] }, deliveryEvents: { events: [] } };
    // Another publisher: the service's role.
    expect(await graphqlData(outputs, outputs.service, messageQuery, { id: messageId })).toEqual(nothing);
    expect(await graphqlData(outputs, outputs.service, messageQuery, { id: '0'.repeat(26) })).toEqual(nothing);
    for (const entitled of [paula, ada]) {
      expect(await graphqlData(outputs, entitled.accessToken, messageQuery, { id: messageId })).toMatchObject({
        message: { id: messageId },
        deliveries: { nodes: [{ id: deliveryId }] },
      });
    }
  });

  it('another publisher’s list of messages, but for admins', async () => {
    const query = 'query ($id: ID) { messages(publisherId: $id) { nodes { id } } }';
    const variables = { id: paula.sub };
    expect(await graphqlData(outputs, outputs.service, query, variables)).toEqual({ messages: { nodes: [] } });
    expect(await graphqlData(outputs, ada.accessToken, query, variables)).toMatchObject({
      messages: { nodes: [{ id: messageId }] },
    });
  });

  it('cancelling', async () => {
    const mutation = 'mutation ($id: ID!) { cancelMessage(input: { messageId: $id }) { message { id } } }';
    const theirs = await graphql(outputs, outputs.service, mutation, { id: messageId });
    expect(theirs.errors).toMatchObject([{ errorType: 'NotFound' }]);
    const none = await graphql(outputs, outputs.service, mutation, { id: '0'.repeat(26) });
    expect(theirs.errors).toEqual(none.errors);
  });

  it('subscribing to another’s message', async () => {
    const subscription = 'subscription ($id: ID!) { onDeliveryReport(messageId: $id) { messageId } }';
    const theirs = await subscribeAs(outputs, outputs.service, subscription, { id: messageId });
    const none = await subscribeAs(outputs, outputs.service, subscription, { id: '0'.repeat(26) });
    expect(theirs.answer).toMatchObject({ type: 'error', payload: { errors: [{ errorType: 'NotFound' }] } });
    expect(theirs.answer).toEqual(none.answer);
    const own = await subscribeAs(outputs, paula.accessToken, subscription, { id: messageId });
    expect(own.answer).toMatchObject({ type: 'start_ack' });
    for (const { client } of [theirs, none, own]) client.socket.terminate();
  });

  it('idempotency keys, so that one publisher never meets another’s', async () => {
    const mutation = 'mutation ($input: PublishInput!) { publish(input: $input) { replayed message { id } } }';
    const input = {
      idempotencyKey: randomUUID(),
      audience: { deviceIds: [own('alices-phone')] },
      content: { title: 'Hi' },
    };
    const first = await graphqlData<{ publish: { message: { id: string } } }>(outputs, paula.accessToken, mutation, {
      input,
    });
    const other = await graphqlData<{ publish: { message: { id: string } } }>(outputs, outputs.service, mutation, {
      input,
    });
    expect(other.publish).toMatchObject({ replayed: false });
    expect(other.publish.message.id).not.toBe(first.publish.message.id);
  });

  it('live reports: a user is told of their own deliveries alone', async () => {
    const subscription = 'subscription { onMyDeliveries { messageId events { deviceId } } }';
    const mine = await subscribeAs(outputs, alice.accessToken, subscription);
    const others = await subscribeAs(outputs, bob.accessToken, subscription);
    await registerDevice(outputs, bob, own('bobs-phone'), { fcm: { token: own('bobs-token') } });
    const forAlice = await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, 'Again for Alice');
    let seen: unknown;
    // Reports of what was published to her before may still come.
    while (seen !== forAlice.id) seen = reported(await mine.client.next());
    const forBob = await publishTo(outputs, paula.accessToken, { userIds: [bob.sub] }, 'For Bob');
    // The first that bob hears of is his own.
    expect(reported(await others.client.next())).toBe(forBob.id);
    for (const { client } of [mine, others]) client.socket.terminate();
  });
});

/** The message that a frame of `onMyDeliveries` tells of. */
function reported(frame: Frame): string | undefined {
  const { data } = frame.payload as { data?: { onMyDeliveries?: { messageId: string } } };
  return data?.onMyDeliveries?.messageId;
}
