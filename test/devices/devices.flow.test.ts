import { randomUUID } from 'node:crypto';
import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { describe, expect } from 'vitest';
import { inParallel } from '../../functions/delivery/inParallel.ts';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import { addressKey, deviceKey, intentKey, ownerKey } from '../../functions/rules/keys.ts';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { type GraphQLAnswer, graphql, graphqlData } from '../support/graphql.ts';
import { pushesWith, scriptPush, until } from '../support/observe.ts';
import { createTopic, publishTo, subscribeToTopic, unregisterDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { endpointsOf as endpointsAt, fcmApplication, snsOf, subscribersOf } from '../support/sns.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let bob: User;
let paula: User;
let sns: SNSClient;
let dynamoDb: DynamoDBDocumentClient;
let application: string;
let table: string;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await newAdmin(outputs);
  alice = await newUser(outputs);
  bob = await newUser(outputs);
  paula = await newPublisher(outputs);
  sns = snsOf(outputs);
  application = await fcmApplication(outputs);
  dynamoDb = databaseOf(outputs);
  table = await tableOf(outputs, 'Devices');
});

interface DeviceAnswer {
  readonly id: string;
  readonly status: string;
  readonly disabledReason: string | null;
  readonly addressVersion: number;
}

const deviceFields = 'id status disabledReason addressVersion';

async function register(user: User, deviceId: string, token: string) {
  const mutation = `mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created device { ${deviceFields} } } }`;
  const input = { deviceId, address: { fcm: { token } } };
  const data = await graphqlData<{ registerDevice: { created: boolean; device: DeviceAnswer } }>(
    outputs,
    user.accessToken,
    mutation,
    { input },
  );
  return data.registerDevice;
}

const unregister = async (user: User, deviceId: string) =>
  (await unregisterDevice(outputs, user, deviceId)).unregistered;

async function deviceOf(user: User, id: string): Promise<DeviceAnswer | null> {
  const query = `query ($id: ID!) { device(id: $id) { ${deviceFields} } }`;
  return (await graphqlData<{ device: DeviceAnswer | null }>(outputs, user.accessToken, query, { id })).device;
}

const endpointsOf = (token: string) => endpointsAt(outputs, token);
const pushes = (text: string) => pushesWith(outputs, text);

/** Resolves with the pushes of a text once there is one. */
const pushed = (text: string) =>
  until(
    `“${text}” is pushed`,
    () => pushes(text),
    ({ length }) => length === 1,
  );

const isGone = (token: string) =>
  until(
    `the endpoint of ${token} is gone`,
    () => endpointsOf(token),
    ({ length }) => length === 0,
  );

describe('registering', () => {
  it('makes one endpoint, keeps it at every start, and replaces it when the token changes', async () => {
    expect(await register(alice, own('rotating-phone'), own('rotates-1'))).toMatchObject({
      created: true,
      device: { addressVersion: 1 },
    });
    expect(await register(alice, own('rotating-phone'), own('rotates-1'))).toMatchObject({
      created: false,
      device: { addressVersion: 1 },
    });
    expect(await endpointsOf(own('rotates-1'))).toHaveLength(1);
    expect(await register(alice, own('rotating-phone'), own('rotates-2'))).toMatchObject({
      created: false,
      device: { addressVersion: 2 },
    });
    expect(await endpointsOf(own('rotates-2'))).toHaveLength(1);
    await isGone(own('rotates-1'));
  });

  it('makes an endpoint again that was deleted behind our back, and messages arrive', async () => {
    await register(alice, own('lost'), own('lost-token'));
    const [endpoint] = await endpointsOf(own('lost-token'));
    await sns.send(new DeleteEndpointCommand({ EndpointArn: endpoint?.EndpointArn }));
    await register(alice, own('lost'), own('lost-token'));
    await publishTo(outputs, paula.accessToken, { deviceIds: [own('lost')] }, 'Found');
    await pushed(own('lost-token'));
  });

  it('takes an endpoint over that exists with other attributes', async () => {
    const { EndpointArn } = await sns.send(
      new CreatePlatformEndpointCommand({
        PlatformApplicationArn: application,
        Token: own('taken-over'),
        CustomUserData: 'somebody else’s',
        Attributes: { Enabled: 'false' },
      }),
    );
    await register(alice, own('taken-over'), own('taken-over'));
    const { Attributes } = await sns.send(new GetEndpointAttributesCommand({ EndpointArn }));
    expect(Attributes?.Enabled).toBe('true');
  });

  it('converges when the app registers several times at once', async () => {
    const tokens = [own('once-1'), own('once-2')];
    const calls = [...tokens, ...tokens].map((token) => register(alice, own('at-once'), token));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ device }) => device.id))).toEqual(new Set([own('at-once')]));
    const device = await dynamoDb.send(
      new GetCommand({ TableName: table, Key: deviceKey(alice.sub, own('at-once')), ConsistentRead: true }),
    );
    const kept = `${device.Item?.token}`;
    await isGone(`${tokens.find((token) => token !== kept)}`);
    expect((await endpointsOf(kept)).map(({ EndpointArn }) => EndpointArn)).toEqual([device.Item?.endpointArn]);
  });

  it('gives a device that changes hands to the new user alone', async () => {
    await register(alice, own('shared'), own('shared-token'));
    const [before] = await endpointsOf(own('shared-token'));
    await register(bob, own('shared'), own('shared-token'));
    expect(await deviceOf(alice, own('shared'))).toBeNull();
    expect(await deviceOf(bob, own('shared'))).toMatchObject({ status: 'ENABLED' });
    const [after, ...others] = await endpointsOf(own('shared-token'));
    expect(others).toEqual([]);
    expect(after?.EndpointArn).not.toBe(before?.EndpointArn);
    await publishTo(outputs, paula.accessToken, { userIds: [bob.sub] }, 'For Bob');
    await pushed('For Bob');
  });

  it('refuses a device’s id with another token, and its owner keeps it', async () => {
    await register(alice, own('wanted'), own('wanted-token'));
    const { errors } = await graphql(
      outputs,
      bob.accessToken,
      'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }',
      { input: { deviceId: own('wanted'), address: { fcm: { token: 'bobs-evil-token' } } } },
    );
    expect(errors).toMatchObject([{ errorType: 'DeviceTaken', errorInfo: { field: 'input.deviceId' } }]);
    expect(JSON.stringify(errors)).not.toContain(alice.sub);
    expect(await deviceOf(alice, own('wanted'))).toMatchObject({ status: 'ENABLED', addressVersion: 1 });
    expect(await endpointsOf('bobs-evil-token')).toEqual([]);
  });

  it('keeps a message that names it from its next owner', async () => {
    await register(alice, own('handed-on'), own('handed-on-token'));
    const input = {
      idempotencyKey: randomUUID(),
      audience: { deviceIds: [own('handed-on')] },
      content: { title: 'For its owner of then' },
      scheduledAt: new Date(Date.now() + 1_500).toISOString(),
    };
    const mutation = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id } } }';
    const published = await graphqlData<{ publish: { message: { id: string } } }>(
      outputs,
      paula.accessToken,
      mutation,
      {
        input,
      },
    );
    const { id } = published.publish.message;
    await register(bob, own('handed-on'), own('handed-on-token'));
    const query = 'query ($id: ID!) { message(id: $id) { status deliveries { nodes { status reason userId } } } }';
    type Answer = { message: { status: string; deliveries: { nodes: object[] } } };
    const { message } = await until(
      'the message is completed',
      () => graphqlData<Answer>(outputs, paula.accessToken, query, { id }),
      (answer) => answer.message.status === 'COMPLETED',
    );
    expect(message.deliveries.nodes).toEqual([{ status: 'SUPPRESSED', reason: 'DEVICE_GONE', userId: alice.sub }]);
    expect(await pushes('For its owner of then')).toEqual([]);
    const inbox = '{ inbox { nodes { delivery { messageId } } } }';
    expect(JSON.stringify(await graphqlData(outputs, bob.accessToken, inbox, {}))).not.toContain(id);
  });

  it('keeps from a device that changes hands what is in flight to its former owner', async () => {
    await register(alice, own('in-flight'), own('in-flight-token'));
    await scriptPush(outputs, own('in-flight-token'), { outcome: 'unavailable' });
    const { id } = await publishTo(outputs, paula.accessToken, { deviceIds: [own('in-flight')] }, 'For Alice’s eyes');
    const delivery = async () => {
      const query = 'query ($id: ID!) { message(id: $id) { deliveries { nodes { status } } } }';
      const data = await graphqlData<{ message: { deliveries: { nodes: { status: string }[] } } }>(
        outputs,
        paula.accessToken,
        query,
        { id },
      );
      return data.message.deliveries.nodes[0]?.status;
    };
    // SNS has it, and tries again and again.
    await until('the delivery is sent', delivery, (status) => status === 'SENT');
    await until(
      'SNS has tried',
      () => pushes('For Alice’s eyes'),
      ({ length }) => length > 0,
    );
    await register(bob, own('in-flight'), own('in-flight-token'));
    await scriptPush(outputs, own('in-flight-token'), { outcome: 'accept' });
    await until('the delivery fails', delivery, (status) => status === 'FAILED');
    await publishTo(outputs, paula.accessToken, { deviceIds: [own('in-flight')] }, 'For Bob’s eyes');
    const accepted = async () => (await pushes(own('in-flight-token'))).filter(({ outcome }) => outcome === 'accept');
    const got = await until('Bob’s push is accepted', accepted, ({ length }) => length > 0);
    expect(got.map((push) => JSON.stringify(push))).toEqual([expect.stringContaining('For Bob’s eyes')]);
    expect(await deviceOf(bob, own('in-flight'))).toMatchObject({ status: 'ENABLED' });
  });

  it('keeps 25 devices a user, though several register at once, and tells which one made room', async () => {
    const dora = await newUser(outputs);
    const names = Array.from({ length: 27 }, (_, index) => own(`many-${index}`));
    await register(dora, own('many-0'), `${own('many-0')}-token`);
    const header = { Authorization: dora.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    await client.subscribe('removed', 'subscription { onMyDevices { deviceId change } }', {}, header);
    const mutation =
      'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created removedDeviceIds } }';
    const removed: string[] = [];
    await inParallel(names.slice(1), 5, async (deviceId) => {
      const input = { deviceId, address: { fcm: { token: `${deviceId}-token` } } };
      // Who loses every race is told to try again, as an app does.
      let answer: GraphQLAnswer;
      do answer = await graphql(outputs, dora.accessToken, mutation, { input });
      while (answer.errors[0]?.errorType === 'Unavailable');
      expect(answer.errors).toEqual([]);
      removed.push(
        ...(answer.data as { registerDevice: { removedDeviceIds: string[] } }).registerDevice.removedDeviceIds,
      );
    });
    const query = '{ devices(first: 50) { nodes { id } } }';
    const { devices } = await graphqlData<{ devices: { nodes: { id: string }[] } }>(
      outputs,
      dora.accessToken,
      query,
      {},
    );
    expect(devices.nodes).toHaveLength(25);
    expect([...devices.nodes.map(({ id }) => id), ...removed].toSorted()).toEqual(names.toSorted());
    expect(removed).toContain(own('many-0'));
    let heard = '';
    const told = `${own('many-0')}","change":"REMOVED`;
    while (!heard.includes(told)) heard = JSON.stringify((await client.next()) as object);
    client.socket.close();
    await isGone(`${own('many-0')}-token`);
  });

  it('answers what is wrong with an input by field, without the token', async () => {
    const { errors } = await graphql(
      outputs,
      alice.accessToken,
      'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }',
      { input: { deviceId: 'phone', address: { apns: { token: 'not-hexadecimal' } } } },
    );
    expect(errors).toMatchObject([{ errorType: 'InvalidInput', errorInfo: { field: 'input.address.apns.token' } }]);
    expect(JSON.stringify(errors)).not.toContain('not-hexadecimal');
  });
});

describe('what goes', () => {
  it('unregistered: device and endpoint, and another user’s never', async () => {
    await register(alice, own('leaves'), own('leaves-token'));
    expect(await unregister(bob, own('leaves'))).toBe(false);
    expect(await unregister(alice, own('leaves'))).toBe(true);
    expect(await unregister(alice, own('leaves'))).toBe(false);
    expect(await deviceOf(alice, own('leaves'))).toBeNull();
    expect(await endpointsOf(own('leaves-token'))).toEqual([]);
  });

  it('unseen for 270 days: device, endpoint, topic subscriptions, and what said whose it was; other clients hear of it', async () => {
    const topicId = await createTopic(outputs, ada, 'News');
    await subscribeToTopic(outputs, alice, topicId);
    const subscribers = () => subscribersOf(outputs, topicId);
    await register(alice, own('unseen'), own('unseen-token'));
    const [endpoint] = await endpointsOf(own('unseen-token'));
    await until('the device is subscribed', subscribers, (arns) => arns.includes(`${endpoint?.EndpointArn}`));
    const header = { Authorization: alice.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    await client.subscribe('gone', 'subscription { onMyDevices { deviceId change } }', {}, header);
    await dynamoDb.send(
      new UpdateCommand({
        TableName: table,
        Key: deviceKey(alice.sub, own('unseen')),
        UpdateExpression: 'SET #ttl = :past',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':past': Math.floor(Date.now() / 1000) - 60 },
      }),
    );
    await isGone(own('unseen-token'));
    expect(await deviceOf(alice, own('unseen'))).toBeNull();
    const rows = [ownerKey(own('unseen')), addressKey('FCM', tokenHash(own('unseen-token')))].map((Key) =>
      dynamoDb.send(new GetCommand({ TableName: table, Key, ConsistentRead: true })),
    );
    expect((await Promise.all(rows)).map(({ Item }) => Item)).toEqual([undefined, undefined]);
    let heard = '';
    while (!heard.includes('REMOVED')) heard = JSON.stringify((await client.next()) as object);
    expect(heard).toContain(`"deviceId":"${own('unseen')}"`);
    client.socket.close();
    await until('it no longer is', subscribers, (arns) => !arns.includes(`${endpoint?.EndpointArn}`));
    const mutation = 'mutation ($input: DeleteTopicInput!) { deleteTopic(input: $input) { deleted } }';
    await graphqlData(outputs, ada.accessToken, mutation, { input: { topicId } });
  });

  it('made by a registration that died: the endpoint, once its intent has expired', async () => {
    await sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn: application, Token: own('half-done') }));
    const Item = {
      ...intentKey('FCM', tokenHash(own('half-done'))),
      platform: 'FCM',
      token: own('half-done'),
      tokenHash: tokenHash(own('half-done')),
      ttl: Math.floor(Date.now() / 1000) - 60,
    };
    await dynamoDb.send(new PutCommand({ TableName: table, Item }));
    await isGone(own('half-done'));
  });
});

describe('a dead token', () => {
  it.each([
    ['invalid-token', 'INVALID_TOKEN', 'DISABLED'],
    ['invalid-token-field', 'INVALID_TOKEN', 'DISABLED'],
    ['invalid-payload-field', 'INVALID_PAYLOAD', 'ENABLED'],
  ])('is told from a bad message where FCM answers %s', async (outcome, reason, status) => {
    const id = own(outcome);
    await register(alice, id, id);
    await scriptPush(outputs, id, { outcome });
    const message = await publishTo(outputs, paula.accessToken, { deviceIds: [id] }, 'To whom it may concern');
    const query = 'query ($id: ID!) { message(id: $id) { deliveries { nodes { status reason } } } }';
    type Answer = { message: { deliveries: { nodes: { status: string; reason: string | null }[] } } };
    const answer = await until(
      'the delivery fails',
      () => graphqlData<Answer>(outputs, paula.accessToken, query, { id: message.id }),
      (data) => data.message.deliveries.nodes[0]?.status === 'FAILED',
    );
    expect(answer.message.deliveries.nodes).toEqual([{ status: 'FAILED', reason }]);
    expect(await deviceOf(alice, id)).toMatchObject({ status });
  });

  it('disables the device, and the user’s other clients hear of it and of its return', async () => {
    await register(alice, own('dying'), own('dying-token'));
    const header = { Authorization: alice.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    const subscription = 'subscription { onMyDevices { deviceId change platform reason addressVersion } }';
    await client.subscribe('devices', subscription, {}, header);
    // Another user's devices are none of hers.
    await register(bob, own('bobs'), own('bobs-token'));

    await scriptPush(outputs, own('dying-token'), { outcome: 'unregistered' });
    await publishTo(outputs, paula.accessToken, { deviceIds: [own('dying')] }, 'Last words');
    const news = async () => {
      const frame = await client.next();
      return (frame as unknown as { payload: { data: { onMyDevices: object } } }).payload.data.onMyDevices;
    };
    const about = { deviceId: own('dying'), platform: 'FCM' };
    let first = await news();
    // The registration itself may still have been on its way.
    if ('change' in first && first.change === 'REGISTERED') first = await news();
    expect(first).toEqual({ ...about, change: 'DISABLED', reason: 'INVALID_TOKEN', addressVersion: 1 });
    expect(await deviceOf(alice, own('dying'))).toMatchObject({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });

    await register(alice, own('dying'), own('dying-token'));
    expect(await news()).toEqual({ ...about, change: 'REGISTERED', reason: null, addressVersion: 2 });
    await unregister(alice, own('dying'));
    expect(await news()).toEqual({ ...about, change: 'REMOVED', reason: null, addressVersion: 2 });
    client.socket.close();
  });
});
