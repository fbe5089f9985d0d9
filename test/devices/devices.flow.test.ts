import { randomUUID } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  ListEndpointsByPlatformApplicationCommand,
  ListPlatformApplicationsCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import { addressKey, deviceKey, intentKey, ownerKey } from '../../functions/rules/keys.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, scriptPush, until } from '../support/observe.ts';
import { publishTo } from '../support/operations.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';

let runtime: Runtime;
let outputs: HeliographOutputs;
let ada: SignedIn;
let alice: SignedIn;
let bob: SignedIn;
let paula: SignedIn;
let sns: SNSClient;
let dynamoDb: DynamoDBDocumentClient;
let application: string;
let table: string;

beforeAll(async () => {
  runtime = await Runtime.start({ args: ['--fresh'] });
  ({ outputs } = runtime);
  ada = await signIn(outputs, 'ada');
  alice = await signIn(outputs, 'alice');
  bob = await signIn(outputs, 'bob');
  paula = await signIn(outputs, 'paula');
  const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
  sns = new SNSClient(client);
  dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const { PlatformApplications = [] } = await sns.send(new ListPlatformApplicationsCommand({}));
  application = `${PlatformApplications.find(({ PlatformApplicationArn }) => PlatformApplicationArn?.includes('/GCM/'))?.PlatformApplicationArn}`;
  const { TableNames = [] } = await dynamoDb.send(new ListTablesCommand({}));
  table = `${TableNames.find((name) => name.includes('Devices'))}`;
});
afterAll(() => runtime[Symbol.asyncDispose]());

interface DeviceAnswer {
  readonly id: string;
  readonly status: string;
  readonly disabledReason: string | null;
  readonly addressVersion: number;
}

const deviceFields = 'id status disabledReason addressVersion';

async function register(user: SignedIn, deviceId: string, token: string) {
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

async function unregister(user: SignedIn, deviceId: string): Promise<boolean> {
  const mutation = 'mutation ($input: UnregisterDeviceInput!) { unregisterDevice(input: $input) { unregistered } }';
  const input = { deviceId };
  const data = await graphqlData<{ unregisterDevice: { unregistered: boolean } }>(outputs, user.accessToken, mutation, {
    input,
  });
  return data.unregisterDevice.unregistered;
}

async function deviceOf(user: SignedIn, id: string): Promise<DeviceAnswer | null> {
  const query = `query ($id: ID!) { device(id: $id) { ${deviceFields} } }`;
  return (await graphqlData<{ device: DeviceAnswer | null }>(outputs, user.accessToken, query, { id })).device;
}

async function endpointsOf(token: string) {
  const { Endpoints = [] } = await sns.send(
    new ListEndpointsByPlatformApplicationCommand({ PlatformApplicationArn: application }),
  );
  return Endpoints.filter(({ Attributes }) => Attributes?.Token === token);
}

/** A topic that Alice is subscribed to, and the endpoints that SNS has for it. */
async function topicOfAlice() {
  const create = 'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }';
  const { createTopic } = await graphqlData<{ createTopic: { topic: { id: string } } }>(
    outputs,
    ada.accessToken,
    create,
    { input: { idempotencyKey: randomUUID(), name: 'News' } },
  );
  const topicId = createTopic.topic.id;
  const subscribe =
    'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId } } }';
  await graphqlData(outputs, alice.accessToken, subscribe, { input: { topicId } });
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const TopicArn = Topics.map((topic) => topic.TopicArn).find((arn) => arn?.includes(topicId));
  return {
    topicId,
    subscribers: async () => {
      const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      return Subscriptions.map(({ Endpoint }) => Endpoint);
    },
  };
}

async function pushes(text: string) {
  return (await outboxOf(outputs, { kind: 'push' })).filter((entry) => JSON.stringify(entry).includes(text));
}

const isGone = (token: string) => until(async () => (await endpointsOf(token)).length === 0);

describe('registering', () => {
  it('makes one endpoint, keeps it at every start, and replaces it when the token changes', async () => {
    expect(await register(alice, 'phone', 'rotates-1')).toMatchObject({ created: true, device: { addressVersion: 1 } });
    expect(await register(alice, 'phone', 'rotates-1')).toMatchObject({
      created: false,
      device: { addressVersion: 1 },
    });
    expect(await endpointsOf('rotates-1')).toHaveLength(1);
    expect(await register(alice, 'phone', 'rotates-2')).toMatchObject({
      created: false,
      device: { addressVersion: 2 },
    });
    expect(await endpointsOf('rotates-2')).toHaveLength(1);
    await isGone('rotates-1');
  });

  it('makes an endpoint again that was deleted behind our back, and messages arrive', async () => {
    await register(alice, 'lost', 'lost-token');
    const [endpoint] = await endpointsOf('lost-token');
    await sns.send(new DeleteEndpointCommand({ EndpointArn: endpoint?.EndpointArn }));
    await register(alice, 'lost', 'lost-token');
    await publishTo(outputs, paula.accessToken, { deviceIds: ['lost'] }, 'Found');
    await until(async () => (await pushes('lost-token')).length === 1);
  });

  it('takes an endpoint over that exists with other attributes', async () => {
    const { EndpointArn } = await sns.send(
      new CreatePlatformEndpointCommand({
        PlatformApplicationArn: application,
        Token: 'taken-over',
        CustomUserData: 'somebody else’s',
        Attributes: { Enabled: 'false' },
      }),
    );
    await register(alice, 'taken-over', 'taken-over');
    const { Attributes } = await sns.send(new GetEndpointAttributesCommand({ EndpointArn }));
    expect(Attributes?.Enabled).toBe('true');
  });

  it('converges when the app registers several times at once', async () => {
    const tokens = ['once-1', 'once-2'];
    const calls = [...tokens, ...tokens].map((token) => register(alice, 'at-once', token));
    const answers = await Promise.all(calls);
    expect(answers.map(({ device }) => device.id)).toEqual(['at-once', 'at-once', 'at-once', 'at-once']);
    const device = await dynamoDb.send(
      new GetCommand({ TableName: table, Key: deviceKey(alice.sub, 'at-once'), ConsistentRead: true }),
    );
    const kept = `${device.Item?.token}`;
    await isGone(`${tokens.find((token) => token !== kept)}`);
    expect((await endpointsOf(kept)).map(({ EndpointArn }) => EndpointArn)).toEqual([device.Item?.endpointArn]);
  });

  it('gives a device that changes hands to the new user alone', async () => {
    await register(alice, 'shared', 'shared-token');
    const [before] = await endpointsOf('shared-token');
    await register(bob, 'shared', 'shared-token');
    expect(await deviceOf(alice, 'shared')).toBeNull();
    expect(await deviceOf(bob, 'shared')).toMatchObject({ status: 'ENABLED' });
    const [after, ...others] = await endpointsOf('shared-token');
    expect(others).toEqual([]);
    expect(after?.EndpointArn).not.toBe(before?.EndpointArn);
    await publishTo(outputs, paula.accessToken, { userIds: [bob.sub] }, 'For Bob');
    await until(async () => (await pushes('For Bob')).length === 1);
  });

  it('keeps from a device that changes hands what is in flight to its former owner', async () => {
    await register(alice, 'in-flight', 'in-flight-token');
    await scriptPush(outputs, 'in-flight-token', { outcome: 'unavailable' });
    const { id } = await publishTo(outputs, paula.accessToken, { deviceIds: ['in-flight'] }, 'For Alice’s eyes');
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
    await until(async () => (await delivery()) === 'SENT' && (await pushes('For Alice’s eyes')).length > 0);
    await register(bob, 'in-flight', 'in-flight-token');
    await scriptPush(outputs, 'in-flight-token', { outcome: 'accept' });
    await until(async () => (await delivery()) === 'FAILED');
    await publishTo(outputs, paula.accessToken, { deviceIds: ['in-flight'] }, 'For Bob’s eyes');
    const accepted = async () => {
      const all = (await outboxOf(outputs, { kind: 'push' })) as readonly object[];
      const ours = all.filter((push) => JSON.stringify(push).includes('in-flight-token'));
      return ours.filter((push) => 'outcome' in push && push.outcome === 'accept').map((push) => JSON.stringify(push));
    };
    await until(async () => (await accepted()).length > 0);
    expect(await accepted()).toEqual([expect.stringContaining('For Bob’s eyes')]);
    expect(await deviceOf(bob, 'in-flight')).toMatchObject({ status: 'ENABLED' });
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
    await register(alice, 'leaves', 'leaves-token');
    expect(await unregister(bob, 'leaves')).toBe(false);
    expect(await unregister(alice, 'leaves')).toBe(true);
    expect(await unregister(alice, 'leaves')).toBe(false);
    expect(await deviceOf(alice, 'leaves')).toBeNull();
    expect(await endpointsOf('leaves-token')).toEqual([]);
  });

  it('unseen for 270 days: device, endpoint, topic subscriptions, and what said whose it was; other clients hear of it', async () => {
    const { topicId, subscribers } = await topicOfAlice();
    await register(alice, 'unseen', 'unseen-token');
    const [endpoint] = await endpointsOf('unseen-token');
    await until(async () => (await subscribers()).includes(endpoint?.EndpointArn));
    const header = { Authorization: alice.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    await client.subscribe('gone', 'subscription { onMyDevices { deviceId change } }', {}, header);
    await dynamoDb.send(
      new UpdateCommand({
        TableName: table,
        Key: deviceKey(alice.sub, 'unseen'),
        UpdateExpression: 'SET #ttl = :past',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':past': Math.floor(Date.now() / 1000) - 60 },
      }),
    );
    await isGone('unseen-token');
    expect(await deviceOf(alice, 'unseen')).toBeNull();
    const rows = [ownerKey('unseen'), addressKey('FCM', tokenHash('unseen-token'))].map((Key) =>
      dynamoDb.send(new GetCommand({ TableName: table, Key, ConsistentRead: true })),
    );
    expect((await Promise.all(rows)).map(({ Item }) => Item)).toEqual([undefined, undefined]);
    let heard = '';
    while (!heard.includes('REMOVED')) heard = JSON.stringify((await client.next()) as object);
    expect(heard).toContain('"deviceId":"unseen"');
    client.socket.close();
    await until(async () => !(await subscribers()).includes(endpoint?.EndpointArn));
    const mutation = 'mutation ($input: DeleteTopicInput!) { deleteTopic(input: $input) { deleted } }';
    await graphqlData(outputs, ada.accessToken, mutation, { input: { topicId } });
  });

  it('made by a registration that died: the endpoint, once its intent has expired', async () => {
    await sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn: application, Token: 'half-done' }));
    const Item = {
      ...intentKey('FCM', tokenHash('half-done')),
      platform: 'FCM',
      token: 'half-done',
      tokenHash: tokenHash('half-done'),
      ttl: Math.floor(Date.now() / 1000) - 60,
    };
    await dynamoDb.send(new PutCommand({ TableName: table, Item }));
    await isGone('half-done');
  });
});

describe('a dead token', () => {
  it('disables the device, and the user’s other clients hear of it and of its return', async () => {
    await register(alice, 'dying', 'dying-token');
    const header = { Authorization: alice.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    const subscription = 'subscription { onMyDevices { deviceId change platform reason addressVersion } }';
    await client.subscribe('devices', subscription, {}, header);
    // Another user's devices are none of hers.
    await register(bob, 'bobs', 'bobs-token');

    await scriptPush(outputs, 'dying-token', { outcome: 'unregistered' });
    await publishTo(outputs, paula.accessToken, { deviceIds: ['dying'] }, 'Last words');
    const news = async () => {
      const frame = await client.next();
      return (frame as unknown as { payload: { data: { onMyDevices: object } } }).payload.data.onMyDevices;
    };
    const about = { deviceId: 'dying', platform: 'FCM' };
    let first = await news();
    // The registration itself may still have been on its way.
    if ('change' in first && first.change === 'REGISTERED') first = await news();
    expect(first).toEqual({ ...about, change: 'DISABLED', reason: 'INVALID_TOKEN', addressVersion: 1 });
    expect(await deviceOf(alice, 'dying')).toMatchObject({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });

    await register(alice, 'dying', 'dying-token');
    expect(await news()).toEqual({ ...about, change: 'REGISTERED', reason: null, addressVersion: 2 });
    await unregister(alice, 'dying');
    expect(await news()).toEqual({ ...about, change: 'REMOVED', reason: null, addressVersion: 2 });
    client.socket.close();
  });
});
