import { AdminInitiateAuthCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { awsClientOptions } from '../../testing/startTemplate.ts';
import { ClientProcess } from './support/ClientProcess.ts';
import { type Chat, password, startChat } from './support/startChat.ts';

const send = 'mutation Send($room: ID!, $text: String!) { send(room: $room, text: $text) { room text sender } }';
const onSend = 'subscription OnSend($room: ID) { onSend(room: $room) { room text sender } }';

let chat: Chat;
let app: ClientProcess;
let auths: Readonly<Record<'API_KEY' | 'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS', JsonObject>>;

beforeAll(async () => {
  chat = await startChat();
  const { cloud, apiKey, userPoolId, clientId, serviceRoleArn } = chat;
  const users = new CognitoIdentityProviderClient(awsClientOptions(cloud));
  const { AuthenticationResult } = await users.send(
    new AdminInitiateAuthCommand({
      UserPoolId: userPoolId,
      ClientId: clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD: password },
    }),
  );
  const { accessKeyId, secretAccessKey, sessionToken = '' } = cloud.platform.credentials(serviceRoleArn);
  auths = {
    API_KEY: { apiKey },
    AWS_IAM: { credentials: { accessKeyId, secretAccessKey, sessionToken } },
    AMAZON_COGNITO_USER_POOLS: { jwtToken: AuthenticationResult?.AccessToken ?? '' },
  };
});
afterAll(() => chat[Symbol.asyncDispose]());

beforeEach(() => {
  app = new ClientProcess('apolloClient.ts', chat.cloud.front.caCertificate);
});
afterEach(() => app[Symbol.asyncDispose]());

function configure(type: keyof typeof auths) {
  const url = `https://localhost:${chat.proxy.port}/graphql`;
  return app.ask('configure', url, chat.cloud.platform.region, { type, ...auths[type] });
}

/** The link does not tell when a subscription has begun, so this sends until something arrives. */
async function firstMessage(name: string): Promise<JsonObject> {
  let arrived = false;
  const first = app.next(name).finally(() => {
    arrived = true;
  });
  while (!arrived) await app.ask('mutate', send, { room: 'a', text: 'hello' });
  return (await first) as JsonObject;
}

describe('Apollo Client 4 with AWS’s links, unmodified, over TLS', () => {
  test.each([
    ['API_KEY', null],
    ['AWS_IAM', expect.stringContaining(':assumed-role/chat-service/')],
    ['AMAZON_COGNITO_USER_POOLS', 'ada'],
  ] as const)('queries, mutates and subscribes with %s', async (type, sender) => {
    await configure(type);
    expect(await app.ask('query', '{ whoAmI }')).toEqual({ whoAmI: sender });
    expect(await app.ask('mutate', send, { room: 'a', text: 'hello' })).toEqual({
      send: { __typename: 'Message', room: 'a', text: 'hello', sender },
    });
    await app.ask('subscribe', 'mine', onSend, { room: 'a' });
    expect(await firstMessage('mine')).toMatchObject({ onSend: { room: 'a', text: 'hello', sender } });
  });

  test('reports what it may not do in AppSync’s words', async () => {
    await configure('API_KEY');
    await expect(app.ask('query', '{ members }')).rejects.toThrow('Not Authorized to access members on type Query');
    await app.ask('subscribe', 'members', 'subscription { onSendForMembers { text } }', {});
    expect(await app.next('members')).toContain('Not Authorized to access onSendForMembers on type Subscription');
  });

  test('is told that its connection is gone', async () => {
    await configure('API_KEY');
    await app.ask('subscribe', 'mine', onSend, { room: 'a' });
    await firstMessage('mine');
    chat.proxy.cut();
    const { kind } = await app.event(({ source, kind }) => source === 'mine' && kind === 'error');
    expect(kind).toBe('error');
  });
});
