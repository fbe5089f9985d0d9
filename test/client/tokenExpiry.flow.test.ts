import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { signInBySrp } from 'local-cloud/testing/signInBySrp';
import { awsClientOptions } from 'local-cloud/testing/startTemplate';
import { claimsOf } from 'local-cloud/testing/users';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { liveDeliveries, liveInbox, type Transport } from '../../client/index.ts';
import { systemTimers } from '../../client/Timers.ts';
import { type ApolloTokens, amplifyAt, apolloAt, signInWithAmplify } from '../support/liveClients.ts';
import { type Feeds, password, startFeeds } from './startFeeds.ts';

/** Backoff as it is at best, so that nobody waits for it. */
const timers = { ...systemTimers, random: () => 0.01 };

let feeds: Feeds;
let ending = new AbortController();

beforeAll(async () => {
  feeds = await startFeeds();
});
afterEach(() => {
  ending.abort();
  ending = new AbortController();
  vi.useRealTimers();
});
afterAll(() => feeds[Symbol.asyncDispose]());

/** Minutes after which every token has expired. */
const EXPIRY = 5;

async function overAmplify(username: string): Promise<Transport> {
  await signInWithAmplify(feeds.outputs, { username, password });
  return amplifyAt(feeds.outputs, feeds.proxy.port);
}

async function overApollo(username: string): Promise<Transport> {
  return apolloWith(await tokensOf(username));
}

function apolloWith(tokens: ApolloTokens): Transport {
  return apolloAt(`https://localhost:${feeds.proxy.port}/graphql`, feeds.outputs.region, tokens);
}

/** Keeps a user's tokens as apps do: another is fetched when the present one has expired by the app's clock. */
async function tokensOf(username: string) {
  const { userPoolId: poolId, userPoolClientId: ClientId } = feeds.outputs;
  const client = new CognitoIdentityProviderClient(awsClientOptions(feeds.cloud));
  const { AuthenticationResult } = await signInBySrp(client, { poolId, clientId: ClientId, username, password });
  const RefreshToken = AuthenticationResult?.RefreshToken;
  let token = AuthenticationResult?.AccessToken ?? '';
  const renewToken = async () => {
    const answer = await client
      .send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))
      .catch(() => undefined);
    token = answer?.AuthenticationResult?.AccessToken ?? '';
  };
  const jwtToken = async () => {
    if (token !== '' && Number(claimsOf(token).exp) * 1000 <= Date.now()) await renewToken();
    return token;
  };
  return { jwtToken, renewToken };
}

const clients = [
  ['Amplify', overAmplify],
  ['Apollo', overApollo],
] as const;

/** Every token expires, by the app's clock too if that goes with the servers'. */
function expire(clockGoes: boolean) {
  feeds.pass(EXPIRY);
  if (clockGoes) vi.useFakeTimers({ toFake: ['Date'], now: feeds.now() });
}

async function next<Item>(feed: AsyncIterator<Item>): Promise<Item> {
  const { value, done } = await feed.next();
  if (done) throw new Error('The feed ended.');
  return value;
}

describe.each(clients)('a feed over %s', (name, connect) => {
  it.each([true, false])('goes on when its token expires, again and again (its clock goes: %s)', async (clockGoes) => {
    const username = `${name}-${clockGoes}`;
    await feeds.createUser(username);
    const transport = await connect(username);
    const after = await feeds.report();
    const options = { signal: ending.signal, timers };
    const deliveries = liveDeliveries(transport, { messageId: 'm', after, ...options });
    const inbox = liveInbox(transport, { ...options });
    for (let seen = 1; seen <= after; seen += 1) await next(inbox);
    for (let expiry = 1; expiry <= 3; expiry += 1) {
      const live = await feeds.report();
      expect(await next(deliveries)).toMatchObject({ sequence: live });
      expect(await next(inbox)).toMatchObject({ deliveryId: `m.${live}` });
      expire(clockGoes);
      if (expiry === 2) feeds.proxy.cut();
      const missed = await feeds.report();
      expect(await next(deliveries)).toMatchObject({ sequence: missed });
      expect(await next(inbox)).toMatchObject({ deliveryId: `m.${missed}` });
    }
  });

  it('ends with the refusal once its user is disabled and the last token has expired', async () => {
    const username = `${name}-disabled`;
    await feeds.createUser(username);
    const transport = await connect(username);
    const after = await feeds.report();
    const deliveries = liveDeliveries(transport, { messageId: 'm', after: after - 1, signal: ending.signal, timers });
    expect(await next(deliveries)).toMatchObject({ sequence: after });
    await feeds.disableUser(username);
    const last = await feeds.report();
    expect(await next(deliveries)).toMatchObject({ sequence: last });
    expire(true);
    await expect(deliveries.next()).rejects.toMatchObject({
      name: 'HeliographError',
      errorType: 'UnauthorizedException',
    });
  });
});

it('a feed goes on when its subscription alone is refused, on a connection whose token still holds', async () => {
  await feeds.createUser('two-tokens');
  const { jwtToken, renewToken } = await tokensOf('two-tokens');
  let asked = 0;
  const transport = apolloWith({
    async jwtToken() {
      asked += 1;
      // The link asks for the subscription's token first, then for the connection's.
      if (asked === 2) {
        feeds.pass(EXPIRY - 1);
        await renewToken();
      }
      return jwtToken();
    },
    renewToken,
  });
  const after = await feeds.report();
  const deliveries = liveDeliveries(transport, { messageId: 'm', after: after - 1, signal: ending.signal, timers });
  expect(await next(deliveries)).toMatchObject({ sequence: after });
  for (let refused = 1; refused <= 2; refused += 1) {
    feeds.pass(1);
    const last = await feeds.report();
    expect(await next(deliveries)).toMatchObject({ sequence: last });
  }
});
