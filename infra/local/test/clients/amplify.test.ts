import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { ClientProcess } from './support/ClientProcess.ts';
import { type Chat, password, startChat } from './support/startChat.ts';

const send = 'mutation Send($room: ID!, $text: String!) { send(room: $room, text: $text) { room text sender } }';
const onSend = 'subscription OnSend($room: ID) { onSend(room: $room) { room text sender } }';

let chat: Chat;
let app: ClientProcess;

beforeAll(async () => {
  chat = await startChat();
});
afterAll(() => chat[Symbol.asyncDispose]());

beforeEach(async () => {
  const { cloud, proxy, apiKey, userPoolId, clientId } = chat;
  app = new ClientProcess('amplifyClient.ts', cloud.front.caCertificate);
  await app.ask('configure', {
    endpoint: `https://localhost:${proxy.port}/graphql`,
    region: cloud.platform.region,
    apiKey,
    userPoolId,
    clientId,
    userPoolEndpoint: `https://localhost:${proxy.port}/`,
  });
});
afterEach(() => app[Symbol.asyncDispose]());

async function becomeService() {
  const { accessKeyId, secretAccessKey, sessionToken } = chat.cloud.platform.credentials(chat.serviceRoleArn);
  const token = sessionToken === undefined ? {} : { sessionToken };
  await app.ask('useCredentials', { accessKeyId, secretAccessKey, ...token });
}

async function subscribed(name: string, authMode: string, query = onSend, variables: JsonObject = { room: 'a' }) {
  await app.ask('subscribe', name, authMode, query, variables);
  await hub('Subscription ack');
}

/** Waits for an event of Amplify's own, or for a state of its connection. */
async function hub(value: string) {
  await app.event((event) => event.source === 'hub' && event.value === value);
}

describe('aws-amplify v6, unmodified, over TLS', () => {
  test.each([
    ['apiKey', null],
    ['iam', expect.stringContaining(':assumed-role/chat-service/')],
    ['userPool', 'ada'],
  ])('queries, mutates and subscribes with %s', async (authMode, sender) => {
    if (authMode === 'iam') await becomeService();
    if (authMode === 'userPool') expect(await app.ask('signIn', 'ada', password)).toBe(true);
    expect(await app.ask('graphql', authMode, '{ whoAmI }', {})).toEqual({ data: { whoAmI: sender } });
    await subscribed('mine', authMode);
    const answer = await app.ask('graphql', authMode, send, { room: 'a', text: 'hello' });
    expect(answer).toEqual({ data: { send: { room: 'a', text: 'hello', sender } } });
    expect(await app.next('mine')).toEqual({ data: { onSend: { room: 'a', text: 'hello', sender } } });
  });

  test('has its role’s policy evaluated on each field', async () => {
    await becomeService();
    await app.ask('subscribe', 'denied', 'iam', 'subscription { onSendForServices { text } }', {});
    expect(await app.next('denied')).toContain('Not Authorized to access onSendForServices on type Subscription');
  });

  test('gets what its arguments ask for, on one socket for several subscriptions, until it unsubscribes', async () => {
    await subscribed('a', 'apiKey');
    await subscribed('b', 'apiKey', onSend, { room: 'b' });
    await app.ask('graphql', 'apiKey', send, { room: 'b', text: 'one' });
    expect(await app.next('b')).toMatchObject({ data: { onSend: { text: 'one' } } });
    await app.ask('unsubscribe', 'b');
    await app.ask('graphql', 'apiKey', send, { room: 'b', text: 'two' });
    await app.ask('graphql', 'apiKey', send, { room: 'a', text: 'three' });
    expect(await app.next('a')).toMatchObject({ data: { onSend: { text: 'three' } } });
  });

  test('reports what it may not do in AppSync’s words', async () => {
    await expect(app.ask('graphql', 'apiKey', '{ members }', {})).rejects.toThrow(
      'Not Authorized to access members on type Query',
    );
    await expect(app.ask('graphql', 'apiKey', '{ nobody }', {})).rejects.toThrow(
      "Validation error of type FieldUndefined: Field 'nobody' in type 'Query' is undefined @ 'nobody'",
    );
    await app.ask('subscribe', 'members', 'apiKey', 'subscription { onSendForMembers { text } }', {});
    expect(await app.next('members')).toContain('Not Authorized to access onSendForMembers on type Subscription');
  });

  test('reconnects and subscribes again after the network cuts its socket', async () => {
    await subscribed('mine', 'apiKey');
    chat.proxy.cut();
    await hub('ConnectionDisrupted');
    await hub('Subscription ack');
    await app.ask('graphql', 'apiKey', send, { room: 'a', text: 'back' });
    expect(await app.next('mine')).toMatchObject({ data: { onSend: { text: 'back' } } });
  });
});
