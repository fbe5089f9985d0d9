import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { CfnOutput } from 'aws-cdk-lib';
import { AuthorizationType } from 'aws-cdk-lib/aws-appsync';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCloud } from '../../../LocalCloud.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import { RealtimeClient } from '../../../testing/RealtimeClient.ts';
import { awsClientOptions, startTemplate } from '../../../testing/startTemplate.ts';
import { apiKey, ask } from '../ask.ts';
import { addResolvers, synthesizeApp } from '../synthesizeApp.ts';

const folder = import.meta.dirname;
const onPost = 'subscription On($room: ID!, $minimum: Int) { onPost(room: $room, minimum: $minimum) { text } }';
const post =
  'mutation Post($room: ID!, $text: String!, $to: String, $priority: Int) { post(room: $room, text: $text, to: $to, priority: $priority) { id room kind to text priority } }';

let cloud: LocalCloud;
let token: string;

/** Publish and subscribe without any storage: who gets what is decided by enhanced filters over a NONE data source. */
beforeAll(async () => {
  let pool: UserPool | undefined;
  const assembly = synthesizeApp(
    folder,
    (stack) => {
      pool = new UserPool(stack, 'Users');
      const client = pool.addClient('App', { authFlows: { adminUserPassword: true } });
      new CfnOutput(stack, 'PoolId', { value: pool.userPoolId });
      new CfnOutput(stack, 'ClientId', { value: client.userPoolClientId });
      return {
        defaultAuthorization: { authorizationType: AuthorizationType.API_KEY },
        additionalAuthorizationModes: [
          { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: { userPool: pool } },
        ],
      };
    },
    (_stack, api) => {
      const nothing = api.addNoneDataSource('Nothing');
      addResolvers(folder, () => nothing);
    },
  );
  cloud = await startTemplate(assembly);
  const { PoolId, ClientId } = cloud.result.outputs.App ?? {};
  const users = new CognitoIdentityProviderClient(awsClientOptions(cloud));
  const password = 'Ada-demo-135790';
  const ada = { UserPoolId: String(PoolId), Username: 'ada' };
  await users.send(new AdminCreateUserCommand({ ...ada, MessageAction: 'SUPPRESS' }));
  await users.send(new AdminSetUserPasswordCommand({ ...ada, Password: password, Permanent: true }));
  const { AuthenticationResult } = await users.send(
    new AdminInitiateAuthCommand({
      UserPoolId: ada.UserPoolId,
      ClientId: String(ClientId),
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD: password },
    }),
  );
  token = AuthenticationResult?.AccessToken ?? '';
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function listen(authorization: Record<string, string>, variables: JsonObject): Promise<RealtimeClient> {
  const host = new URL(cloud.baseUrl).host;
  const header = { host, ...authorization };
  const client = await RealtimeClient.withHeader(`ws://${host}/graphql/realtime`, header).connect();
  await client.subscribe('1', onPost, variables, header);
  return client;
}

describe('rooms, an app over a NONE data source', () => {
  test('answers a query', async () => {
    expect(await ask(cloud, '{ rooms }')).toEqual({ data: { rooms: ['lobby'] } });
  });

  test('lets through by room, addressee and priority', async () => {
    const anyone = await listen({ 'x-api-key': apiKey(cloud) }, { room: 'lobby' });
    const ada = await listen({ Authorization: token }, { room: 'lobby', minimum: 3 });
    for (const message of [
      { room: 'attic', text: 'elsewhere', priority: 9 },
      { room: 'lobby', text: 'low', priority: 1 },
      { room: 'lobby', text: 'to Ada', to: 'ada', priority: 5 },
      { room: 'lobby', text: 'to Bob', to: 'bob', priority: 5 },
      { room: 'lobby', text: 'high', priority: 5 },
    ]) {
      expect(await ask(cloud, post, message)).toMatchObject({ data: { post: { text: message.text } } });
    }
    const texts = async (client: RealtimeClient, count: number) => {
      const frames = [];
      for (let index = 0; index < count; index += 1) frames.push(await client.next());
      return frames.map(({ payload }) => payload);
    };
    const payload = (text: string) => ({ data: { onPost: { text } } });
    expect(await texts(anyone, 2)).toEqual([payload('low'), payload('high')]);
    expect(await texts(ada, 2)).toEqual([payload('to Ada'), payload('high')]);
    anyone.socket.close();
    ada.socket.close();
  });

  test('ends the subscriptions of a closed room, and no others', async () => {
    const lobby = await listen({ 'x-api-key': apiKey(cloud) }, { room: 'lobby' });
    const attic = await listen({ 'x-api-key': apiKey(cloud) }, { room: 'attic' });
    expect(await ask(cloud, 'mutation { closeRoom(room: "lobby") }')).toEqual({ data: { closeRoom: 'lobby' } });
    expect(await lobby.next()).toMatchObject({ type: 'complete', id: '1' });
    await lobby.closed;
    await ask(cloud, post, { room: 'attic', text: 'still here' });
    expect(await attic.next()).toMatchObject({ payload: { data: { onPost: { text: 'still here' } } } });
    attic.socket.close();
  });
});
