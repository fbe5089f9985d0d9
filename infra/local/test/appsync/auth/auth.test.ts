import { generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../../appsync/datasources/signRequest.ts';
import type { HttpRoute } from '../../../platform/LocalService.ts';
import { ManualClock } from '../../../testing/ManualClock.ts';
import { RealtimeClient } from '../../../testing/RealtimeClient.ts';
import { startAppSync } from '../api/startAppSync.ts';
import { fakeLambda, type Invocation } from '../datasources/fakeLambda.ts';
import { startIssuer } from './issuer.ts';

const schema = /* GraphQL */ `
  type Query {
    byDefault: AWSJSON
    open: AWSJSON @aws_api_key @aws_cognito_user_pools @aws_iam @aws_oidc @aws_lambda
    admins: AWSJSON @aws_cognito_user_pools(cognito_groups: ["admins"])
    iamOnly: AWSJSON @aws_iam
    guarded: Guarded @aws_api_key @aws_cognito_user_pools
    lambdaOnly: AWSJSON @aws_lambda
    withheld: AWSJSON @aws_lambda
  }
  type Mutation { touch: String @aws_api_key @aws_cognito_user_pools }
  type Subscription { onTouch: String @aws_subscribe(mutations: ["touch"]) @aws_api_key @aws_cognito_user_pools }
  type Guarded @aws_cognito_user_pools {
    users: String
    keys: String @aws_api_key
    both: String @aws_api_key @aws_cognito_user_pools
  }
`;
const identity =
  'export function request(ctx) { return { payload: ctx.identity }; } export function response(ctx) { return ctx.result; }';
const text = (value: string) =>
  `export function request(ctx) { return { payload: ${value} }; } export function response(ctx) { return ctx.result; }`;
const pool = 'us-east-1_pool';
const poolIssuer = `https://cognito-idp.us-east-1.amazonaws.com/${pool}`;

describe('Authorization', () => {
  const clock = new ManualClock();
  const invocations: Invocation[] = [];
  let provider: Awaited<ReturnType<typeof startIssuer>>;
  let server: Awaited<ReturnType<typeof startAppSync>>;
  const clients: RealtimeClient[] = [];

  beforeAll(async () => {
    provider = await startIssuer();
    const jwks: HttpRoute = {
      prefix: `/${pool}`,
      handle: (_, response) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: provider.keys }));
      },
    };
    server = await startAppSync({
      schema,
      clock,
      routes: [jwks],
      services: [
        fakeLambda(({ authorizationToken }: { authorizationToken: string }) => {
          if (authorizationToken === 'throws') throw new Error('no');
          return {
            isAuthorized: authorizationToken.startsWith('yes'),
            deniedFields: ['Query.withheld'],
            resolverContext: { who: authorizationToken, nested: { dropped: true } },
            ttlOverride: authorizationToken === 'yes uncached' ? 0 : 60,
          };
        }, invocations),
      ],
      roles: {
        caller: [
          { Effect: 'Allow', Action: 'appsync:GraphQL', Resource: '*/types/Query/fields/open' },
          { Effect: 'Allow', Action: 'appsync:GraphQL', Resource: '*/types/Query/fields/iam*' },
        ],
        stranger: [],
      },
      api: {
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: {
          UserPoolId: pool,
          AwsRegion: 'us-east-1',
          AppIdClientRegex: 'app|other',
          DefaultAction: 'ALLOW',
        },
        AdditionalAuthenticationProviders: [
          { AuthenticationType: 'API_KEY' },
          { AuthenticationType: 'AWS_IAM' },
          {
            AuthenticationType: 'OPENID_CONNECT',
            OpenIDConnectConfig: { Issuer: provider.issuer, ClientId: 'client', AuthTTL: 60_000 },
          },
          {
            AuthenticationType: 'AWS_LAMBDA',
            LambdaAuthorizerConfig: {
              AuthorizerUri: 'arn:aws:lambda:us-east-1:000000000000:function:authorizer',
              IdentityValidationExpression: '^(yes|no|throws)',
            },
          },
        ],
      },
      resolvers: {
        'Query.byDefault': { code: identity },
        'Query.open': { code: identity },
        'Query.admins': { code: identity },
        'Query.iamOnly': { code: identity },
        'Query.lambdaOnly': { code: identity },
        'Query.withheld': { code: text("'secret'") },
        'Query.guarded': { code: text("({ users: 'u', keys: 'k', both: 'b' })") },
        'Mutation.touch': { code: text("'touched'") },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await provider.stop();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });

  const userToken = (claims: Record<string, unknown> = {}) =>
    provider.sign({ iss: poolIssuer, token_use: 'access', client_id: 'app', username: 'ann', ...claims }, clock.now());
  const as = (authorization: string) => ({ authorization });
  const status = async (headers: Record<string, string>) =>
    (await server.post(JSON.stringify({ query: '{ open }' }), headers)).status;

  it('gives a Cognito caller the identity that AppSync gives', async () => {
    const token = await userToken({ 'cognito:groups': ['admins'] });
    const answer = await server.query('{ byDefault admins }', {}, { ...as(token), 'x-forwarded-for': '1.2.3.4' });
    expect(answer.errors).toBeUndefined();
    expect(JSON.parse(String(answer.data?.byDefault))).toEqual({
      sub: 'user',
      issuer: poolIssuer,
      username: 'ann',
      claims: expect.objectContaining({ token_use: 'access', client_id: 'app' }),
      sourceIp: ['1.2.3.4', '127.0.0.1'],
      defaultAuthStrategy: 'ALLOW',
      groups: ['admins'],
    });
  });

  it('takes ID tokens too, by their audience', async () => {
    expect(
      await status(
        as(await userToken({ token_use: 'id', client_id: undefined, aud: 'other', 'cognito:username': 'ann' })),
      ),
    ).toBe(200);
  });

  it.each([
    ['of another pool', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other' }],
    ['of another client', { client_id: 'stranger' }],
    ['for another use', { token_use: 'refresh' }],
    ['that ended', { exp: 1 }],
    ['that has not begun', { nbf: 4_000_000_000 }],
    ['without an end', { exp: undefined }],
  ])('refuses a token %s', async (_, claims) => {
    expect(await status(as(await userToken(claims)))).toBe(401);
  });

  it('refuses a forged, an unsigned and a tampered token, and one that outlived its time', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { iss: poolIssuer, token_use: 'access', client_id: 'app', username: 'ann' };
    expect(await status(as(await provider.sign(claims, clock.now(), privateKey)))).toBe(401);
    const token = await userToken();
    const [head = '', body = '', signature = ''] = token.split('.');
    expect(await status(as(`${head}.${body}.`))).toBe(401);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await status(as(`${none}.${body}.`))).toBe(401);
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), username: 'eve' }),
    ).toString('base64url');
    expect(await status(as(`${head}.${other}.${signature}`))).toBe(401);
    expect(await status(as(token))).toBe(200);
    clock.advance(3601_000);
    expect(await status(as(token))).toBe(401);
  });

  it('denies fields, not requests, for groups and modes that a field does not take', async () => {
    const user = await server.query('{ admins open iamOnly }', {}, as(await userToken()));
    expect(user.data).toMatchObject({ admins: null, iamOnly: null });
    expect(user.data?.open).not.toBeNull();
    expect(user.errors).toEqual([
      {
        path: ['admins'],
        data: null,
        errorType: 'Unauthorized',
        errorInfo: null,
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'Not Authorized to access admins on type Query',
      },
      expect.objectContaining({ path: ['iamOnly'], message: 'Not Authorized to access iamOnly on type Query' }),
    ]);
    const key = await server.query('{ byDefault open }');
    expect(key).toMatchObject({
      data: { byDefault: null, open: null },
      errors: [{ path: ['byDefault'], errorType: 'Unauthorized' }],
    });
  });

  it("lets a field's directives override its type's", async () => {
    const query = '{ guarded { users keys both } }';
    expect((await server.query(query)).data).toEqual({ guarded: { users: null, keys: 'k', both: 'b' } });
    expect((await server.query(query, {}, as(await userToken()))).data).toEqual({
      guarded: { users: 'u', keys: null, both: 'b' },
    });
  });

  it('verifies signatures and evaluates the policy of the caller per field', async () => {
    const signed = (role: string, query: string, tamper = '') => {
      const body = JSON.stringify({ query });
      const url = new URL(server.endpoint);
      const credentials = server.platform.credentials(server.roleArns[role] ?? '');
      const { host: _, ...headers } = signRequest(
        { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
        credentials,
        { region: 'us-east-1', service: 'appsync' },
        clock.now(),
      );
      return server.post(body + tamper, headers);
    };
    const answer = await (await signed('caller', '{ open iamOnly guarded { both } }')).json();
    expect(answer).toMatchObject({
      data: { guarded: null },
      errors: [{ path: ['guarded'], errorType: 'Unauthorized' }],
    });
    expect(JSON.parse(String((answer as { data: { iamOnly: string } }).data.iamOnly))).toEqual({
      accountId: '000000000000',
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      sourceIp: ['127.0.0.1'],
      username: expect.stringMatching(/^AROA\w+:caller$/),
      userArn: 'arn:aws:sts::000000000000:assumed-role/caller/caller',
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
    });
    expect(await (await signed('stranger', '{ iamOnly }')).json()).toMatchObject({
      data: { iamOnly: null },
      errors: [{ errorType: 'Unauthorized' }],
    });
    expect((await signed('caller', '{ open }', ' ')).status).toBe(401);
  });

  it('takes the tokens of an OpenID provider for its client, while they are fresh', async () => {
    const seconds = Math.floor(clock.now() / 1000);
    const token = await provider.sign({ aud: 'client', auth_time: seconds }, clock.now());
    const answer = await server.query('{ open }', {}, as(token));
    expect(JSON.parse(String(answer.data?.open))).toEqual({
      sub: 'user',
      issuer: provider.issuer,
      claims: expect.objectContaining({ aud: 'client' }),
    });
    expect(await status(as(await provider.sign({ aud: 'other', auth_time: seconds }, clock.now())))).toBe(401);
    expect(await status(as(await provider.sign({ aud: 'client', auth_time: seconds - 61 }, clock.now())))).toBe(401);
  });

  it('asks the Lambda authorizer, keeps its answer and withholds what it denies', async () => {
    invocations.length = 0;
    const answer = await server.query('query Name { lambdaOnly withheld byDefault }', {}, as('yes please'));
    expect(JSON.parse(String(answer.data?.lambdaOnly))).toEqual({ resolverContext: { who: 'yes please' } });
    expect(answer).toMatchObject({ data: { withheld: null, byDefault: null } });
    expect(answer.errors).toHaveLength(2);
    expect(invocations[0]?.payload).toEqual({
      authorizationToken: 'yes please',
      requestContext: {
        apiId: server.apiId,
        accountId: '000000000000',
        requestId: expect.any(String),
        queryString: 'query Name { lambdaOnly withheld byDefault }',
        operationName: null,
        variables: {},
      },
      requestHeaders: expect.objectContaining({ 'content-type': 'application/json' }),
    });
    await server.query('{ lambdaOnly }', {}, as('yes please'));
    expect(invocations).toHaveLength(1);
    clock.advance(61_000);
    await server.query('{ lambdaOnly }', {}, as('yes please'));
    expect(invocations).toHaveLength(2);
    await server.query('{ lambdaOnly }', {}, as('yes uncached'));
    await server.query('{ lambdaOnly }', {}, as('yes uncached'));
    expect(invocations).toHaveLength(4);
    expect(await status(as('no'))).toBe(401);
    expect(await status(as('throws'))).toBe(401);
    const asked = invocations.length;
    expect(await status(as('malformed'))).toBe(401);
    expect(invocations).toHaveLength(asked);
  });

  it('ends subscriptions and connections with the token they began with', async () => {
    const host = new URL(server.endpoint).host;
    const client = RealtimeClient.withHeader(server.realtimeEndpoint, { host, 'x-api-key': server.apiKey });
    clients.push(client);
    await client.connect();
    const token = await userToken();
    await client.subscribe('1', 'subscription { onTouch }', {}, { host, Authorization: token });
    await server.query('mutation { touch }');
    expect(await client.next()).toEqual({ id: '1', type: 'data', payload: { data: { onTouch: 'touched' } } });
    clock.advance(3_601_000);
    expect(await client.next()).toMatchObject({
      id: '1',
      type: 'error',
      payload: { errors: [{ errorType: 'UnauthorizedException' }] },
    });
    const own = RealtimeClient.withHeader(server.realtimeEndpoint, { host, Authorization: await userToken() });
    clients.push(own);
    await own.connect();
    clock.advance(3_601_000);
    expect(await own.next()).toMatchObject({ type: 'connection_error' });
    await own.closed;
  });

  it('connects with an IAM signature over the connect path and starts with one over the data', async () => {
    const host = new URL(server.endpoint).host;
    const sign = (url: string, body: string) =>
      signRequest(
        {
          method: 'POST',
          url: new URL(url),
          headers: {
            accept: 'application/json, text/javascript',
            'content-encoding': 'amz-1.0',
            'content-type': 'application/json; charset=UTF-8',
          },
          body,
        },
        server.platform.credentials(server.roleArns.caller ?? ''),
        { region: 'us-east-1', service: 'appsync' },
        clock.now(),
      );
    const client = RealtimeClient.withHeader(server.realtimeEndpoint, {
      ...sign(`${server.endpoint}/connect`, '{}'),
      host,
    });
    clients.push(client);
    await client.connect();
    const query = 'subscription { onTouch }';
    client.start('1', query, {}, sign(server.endpoint, JSON.stringify({ query, variables: {} })));
    expect(await client.next()).toMatchObject({ type: 'error', payload: { errors: [{ errorType: 'Unauthorized' }] } });
    client.start('2', query, {}, sign(server.endpoint, 'something else'));
    expect(await client.next()).toMatchObject({
      type: 'error',
      payload: { errors: [{ errorType: 'UnauthorizedException' }] },
    });
  });

  it('refuses an API key that has expired', async () => {
    expect(await status({ 'x-api-key': server.apiKey })).toBe(200);
    clock.advance(8 * 24 * 3600 * 1000);
    expect(await status({ 'x-api-key': server.apiKey })).toBe(401);
  });
});

describe('An API key', () => {
  it('is the same after a restart on the same directory', async () => {
    const first = await startAppSync({ schema: 'type Query { a: String }' });
    await first.stop();
    const second = await startAppSync({ schema: 'type Query { a: String }', directory: first.directory });
    await second.stop();
    expect(second.apiKey).toBe(first.apiKey);
    expect(second.apiId).toBe(first.apiId);
  });
});
