import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListPlatformApplicationsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { signIn as amplifySignIn } from 'aws-amplify/auth';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { pushOutcomes } from 'local-cloud';
import { describe, expect } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, scriptPush, until } from '../support/observe.ts';
import { publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import { type HeliographOutputs, Runtime, runToEnd } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { signIn } from '../support/signIn.ts';
import { newPublisher, newUser, type User } from '../support/users.ts';

let directory: string;
const own = ownNames();
let outputs: HeliographOutputs;
let alice: User;
let paula: User;

it.beforeAll(async ({ runtime }) => {
  ({ directory, outputs } = runtime);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
});

/** What the first start synthesized: the others need not do it again. */
const synthesized = () => ['--assembly', join(directory, 'cdk.out')];

const awsClient = (credentials: HeliographOutputs['root']) => ({
  endpoint: outputs.awsEndpoint,
  region: outputs.region,
  credentials,
  maxAttempts: 1,
});

describe('outputs.json', () => {
  it('has every member that tools and tests rely on', () => {
    const url = expect.stringMatching(/^(http|https|ws|wss):\/\/(127\.0\.0\.1|localhost):\d+/);
    const key = { accessKeyId: expect.stringMatching(/^A[A-Z0-9]{15,}$/), secretAccessKey: expect.any(String) };
    expect(outputs).toMatchObject({
      graphqlEndpoint: url,
      graphqlEndpointTls: expect.stringMatching(/^https:/),
      realtimeEndpoint: expect.stringMatching(/^ws:/),
      caCertificate: expect.any(String),
      awsEndpoint: url,
      region: expect.stringMatching(/^[a-z]+-[a-z]+-\d$/),
      userPoolId: expect.stringMatching(/^[a-z]+-[a-z]+-\d_/),
      userPoolClientId: expect.any(String),
      consoleUrl: url,
      service: key,
      root: key,
    });
    expect(outputs.users.map(({ username, groups }) => [username, groups])).toEqual([
      ['alice', []],
      ['bob', []],
      ['paula', ['publishers']],
      ['ada', ['admins']],
    ]);
    for (const { password } of outputs.users) expect(password).toMatch(/.{8,}/);
    expect(outputs.users.find(({ username }) => username === 'ada')?.totpSecret).toMatch(/^[A-Z2-7]{16,}$/);
  });

  it('names a certificate authority that vouches for the TLS endpoint', async () => {
    const ca = await readFile(outputs.caCertificate, 'utf8');
    const headers = { authorization: alice.accessToken, 'content-type': 'application/json' };
    const sent = request(outputs.graphqlEndpointTls, { method: 'POST', ca, headers });
    sent.end(JSON.stringify({ query: '{ me { username } }' }));
    const [response] = await once(sent, 'response');
    const text = Buffer.concat(await Array.fromAsync(response as AsyncIterable<Buffer>)).toString();
    expect(JSON.parse(text)).toEqual({ data: { me: { username: alice.username } } });
  });

  it('names a console that answers', async () => {
    const response = await fetch(outputs.consoleUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

it('writes amplify_outputs.json as Amplify reads it', async () => {
  const config = parseAmplifyConfig(JSON.parse(await readFile(join(directory, 'amplify_outputs.json'), 'utf8')));
  const cognito = config.Auth?.Cognito;
  expect(cognito).toMatchObject({
    userPoolId: outputs.userPoolId,
    userPoolClientId: outputs.userPoolClientId,
  });
  // The format has no place for where Cognito is.
  Object.assign(cognito ?? {}, { userPoolEndpoint: outputs.userPoolEndpoint });
  Amplify.configure(config);
  const { password = '' } = outputs.users.find(({ username }) => username === 'bob') ?? {};
  await amplifySignIn({ username: 'bob', password });
  const answer = await generateClient().graphql({ query: '{ me { username } }' });
  expect(answer).toMatchObject({ data: { me: { username: 'bob' } } });
});

describe('the simulated push services', () => {
  it('list what they got, newest first, by kind, token and user', async () => {
    await registerDevice(outputs, alice, own('contract-1'), { fcm: { token: own('contract-token-1') } });
    await registerDevice(outputs, alice, own('contract-2'), { fcm: { token: own('contract-token-2') } });
    for (const title of ['first', 'second']) {
      await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, title);
      for (const token of [own('contract-token-1'), own('contract-token-2')]) {
        await until(
          `${token} gets “${title}”`,
          () => outboxOf(outputs, { token }),
          (entries) => entries.some(titled(title)),
        );
      }
    }
    const ofToken = await outboxOf(outputs, { kind: 'push', token: own('contract-token-1') });
    expect(ofToken.map(({ body }) => body)).toEqual([
      expect.objectContaining({ message: expect.objectContaining({ notification: { title: 'second' } }) }),
      expect.objectContaining({ message: expect.objectContaining({ notification: { title: 'first' } }) }),
    ]);
    expect(await outboxOf(outputs, { user: alice.sub })).toHaveLength(4);
    expect(await outboxOf(outputs, { user: paula.sub })).toEqual([]);
    expect(await outboxOf(outputs, { kind: 'sms', token: own('contract-token-1') })).toEqual([]);
    expect(await outboxOf(outputs, { limit: '1' })).toHaveLength(1);
  });

  // Refused credentials would hold the pushes of other files: `breaker.flow.test.ts` plays them.
  const refusing: readonly string[] = ['invalid-credentials', 'permission-denied'];
  const harmless = pushOutcomes.filter((outcome) => !refusing.includes(outcome));

  it.each(harmless)('answer %s for a token that is scripted so', async (outcome) => {
    const token = own(`scripted-${outcome}`);
    await registerDevice(outputs, alice, token, { fcm: { token } });
    expect((await scriptPush(outputs, token, { outcome })).status).toBe(200);
    await publishTo(outputs, paula.accessToken, { deviceIds: [token] }, outcome);
    await until(
      `the push service answers ${outcome}`,
      () => outboxOf(outputs, { token }),
      (entries) => entries.some((entry) => entry.outcome === outcome),
    );
    expect((await scriptPush(outputs, token, { outcome: 'accept' })).status).toBe(200);
  });

  it.each([
    ['an outcome there is none of', 'some-token', '{"outcome":"explode"}', 400],
    ['no outcome', 'some-token', '{}', 400],
    ['no JSON', 'some-token', 'accept', 400],
    ['no token', '', '{"outcome":"accept"}', 400],
    ['a malformed path', '%E0%A4%A', '{"outcome":"accept"}', 400],
    ['times that cannot be', 'some-token', '{"outcome":"accept","times":-1}', 400],
    ['a body too large', 'some-token', `"${'x'.repeat(70_000)}"`, 413],
  ])('refuse %s', async (_, path, body, status) => {
    const response = await fetch(`${outputs.awsEndpoint}/_local/push/tokens/${path}`, { method: 'PUT', body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
  });
});

describe('a backend service', () => {
  it('publishes over IAM and follows what it published', async () => {
    await registerDevice(outputs, alice, own('service-1'), { fcm: { token: own('service-token') } });
    const message = await publishTo(outputs, outputs.service, { deviceIds: [own('service-1')] }, 'from a service');
    const query = 'query ($id: ID!) { message(id: $id) { title } deliveryEvents(messageId: $id) { endSequence } }';
    expect(await graphqlData(outputs, outputs.service, query, { id: message.id })).toMatchObject({
      message: { title: 'from a service' },
    });
  });

  it('is refused every field its role does not name', async () => {
    for (const query of ['{ me { id } }', '{ devices { nodes { id } } }']) {
      const { data, errors } = await graphql(outputs, outputs.service, query);
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    }
  });

  it('is refused AWS calls that its role does not grant, by action and resource', async () => {
    const dynamodb = new DynamoDBClient(awsClient(outputs.service));
    const { TableNames: [TableName] = [] } = await new DynamoDBClient(awsClient(outputs.root)).send(
      new ListTablesCommand({}),
    );
    await expect(dynamodb.send(new ScanCommand({ TableName }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        new RegExp(`not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:.*:table/${TableName} `),
      ),
    });
    const sns = new SNSClient(awsClient(outputs.service));
    await expect(sns.send(new PublishCommand({ PhoneNumber: '+15550100001', Message: 'x' }))).rejects.toMatchObject({
      name: expect.stringMatching(/^AuthorizationError/),
      message: expect.stringContaining('sns:Publish'),
    });
  });

  it('is refused with a key of its own but another’s signature', async () => {
    const forged = { ...outputs.service, secretAccessKey: outputs.root.secretAccessKey };
    expect(await graphql(outputs, forged, '{ messages { nodes { id } } }')).toMatchObject({ status: 401 });
    await expect(new SQSClient(awsClient(forged)).send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: expect.stringMatching(/SignatureDoesNotMatch|InvalidSignature/),
    });
  });
});

it('lets the account’s root use the AWS SDK on every service', async () => {
  const client = awsClient(outputs.root);
  const { PlatformApplications } = await new SNSClient(client).send(new ListPlatformApplicationsCommand({}));
  expect(PlatformApplications?.length).toBe(3);
  const { TableNames } = await new DynamoDBClient(client).send(new ListTablesCommand({}));
  expect(TableNames?.length).toBeGreaterThanOrEqual(5);
  const { QueueUrls } = await new SQSClient(client).send(new ListQueuesCommand({}));
  expect(QueueUrls?.length).toBeGreaterThan(0);
  const user = await new CognitoIdentityProviderClient(client).send(
    new AdminGetUserCommand({ UserPoolId: outputs.userPoolId, Username: 'alice' }),
  );
  expect(user.UserStatus).toBe('CONFIRMED');
  const lambda = new LambdaClient(client);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const register = Functions.find(({ FunctionName = '' }) => FunctionName.includes('registerDevice'));
  const { StatusCode, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: register?.FunctionName, Payload: JSON.stringify({ userId: 'nobody' }) }),
  );
  expect(StatusCode).toBe(200);
  expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toBeTypeOf('object');
});

describe('the command', () => {
  it('names --port when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const args = ['--data', `${directory}-other`, '--port', `${port}`, ...synthesized()];
    const { code, errors } = await runToEnd(args);
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^Port ${port} .*--port`));
    taken.close();
  });

  it('keeps its state over Ctrl-C, on another port, until it is told to start --fresh', async () => {
    await using first = await Runtime.start({ args: synthesized() });
    const bob = await signIn(first.outputs, 'bob');
    await registerDevice(first.outputs, bob, 'kept', { fcm: { token: 'kept' } });
    expect(await first.end('SIGINT')).toBe(0);

    const devices = '{ devices { nodes { id } } }';
    const second = await Runtime.start({ directory: first.directory, args: synthesized() });
    expect(await graphqlData(second.outputs, bob.accessToken, devices)).toEqual({
      devices: { nodes: [{ id: 'kept' }] },
    });
    expect(second.outputs).toMatchObject({ userPoolId: first.outputs.userPoolId, service: first.outputs.service });
    expect(await second.end('SIGTERM')).toBe(0);

    const third = await Runtime.start({ directory: first.directory, args: ['--fresh', ...synthesized()] });
    expect(await graphql(third.outputs, bob.accessToken, devices)).toMatchObject({ status: 401 });
    const again = await signIn(third.outputs, 'bob');
    expect(await graphqlData(third.outputs, again.accessToken, devices)).toEqual({ devices: { nodes: [] } });
    expect(await third.end('SIGINT')).toBe(0);
  });
});

function titled(title: string) {
  return (entry: { readonly body: unknown }) => JSON.stringify(entry.body).includes(`"title":"${title}"`);
}
