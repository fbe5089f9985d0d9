import {
  CreatePlatformApplicationCommand,
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  DeletePlatformApplicationCommand,
  GetEndpointAttributesCommand,
  GetPlatformApplicationAttributesCommand,
  ListEndpointsByPlatformApplicationCommand,
  ListPlatformApplicationsCommand,
  SetEndpointAttributesCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint, deviceToken } from './support/createEndpoint.ts';

let messaging: Messaging;
let apns: string;
let fcm: string;

beforeAll(async () => {
  messaging = await startMessaging();
  apns = await createApplication(messaging, 'APNS');
  fcm = await createApplication(messaging, 'GCM');
});
afterAll(() => messaging[Symbol.asyncDispose]());

describe('a platform application', () => {
  test('never answers its credentials', async () => {
    const { Attributes } = await messaging.sns.send(
      new GetPlatformApplicationAttributesCommand({ PlatformApplicationArn: apns }),
    );
    expect(Attributes).toEqual({
      ApplePlatformTeamID: 'TEAM123456',
      ApplePlatformBundleID: 'com.example.app',
    });
  });

  test('is created once, and not again with other credentials', async () => {
    expect(await createApplication(messaging, 'GCM')).toBe(fcm);
    const other = new CreatePlatformApplicationCommand({
      Name: 'phone',
      Platform: 'GCM',
      Attributes: { PlatformCredential: '{"type":"another"}' },
    });
    await expect(messaging.sns.send(other)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('keeps no credential in the database', async () => {
    const rows = messaging.platform.database('sns').prepare('SELECT * FROM application').all();
    expect(JSON.stringify(rows)).not.toContain('signing key');
  });

  test.each(['ADM', 'WNS'])('of %s is refused by name', async (platform) => {
    const command = new CreatePlatformApplicationCommand({
      Name: 'x',
      Platform: platform,
      Attributes: { PlatformCredential: 'c', PlatformPrincipal: 'p' },
    });
    await expect(messaging.sns.send(command)).rejects.toThrow(`The push platform ${platform} is not supported`);
  });

  test('is listed, and deleted with its endpoints', async () => {
    const sandbox = await createApplication(messaging, 'APNS_SANDBOX');
    const endpoint = await createEndpoint(messaging, sandbox, deviceToken);
    const listed = await messaging.sns.send(new ListPlatformApplicationsCommand({}));
    expect(listed.PlatformApplications?.map((application) => application.PlatformApplicationArn)).toContain(sandbox);
    await messaging.sns.send(new DeletePlatformApplicationCommand({ PlatformApplicationArn: sandbox }));
    await expect(messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint }))).rejects.toMatchObject(
      { name: 'NotFoundException', message: 'Endpoint does not exist' },
    );
  });
});

describe('CreatePlatformEndpoint', () => {
  const create = (token: string, more: { CustomUserData?: string; Attributes?: Record<string, string> } = {}) =>
    messaging.sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn: fcm, Token: token, ...more }));

  test('answers the same endpoint for the same token and attributes', async () => {
    const first = await create('same', { CustomUserData: 'ann' });
    expect(first.EndpointArn).toMatch(/^arn:aws:sns:us-east-1:\d{12}:endpoint\/GCM\/phone\/[0-9a-f-]{36}$/);
    expect((await create('same', { CustomUserData: 'ann' })).EndpointArn).toBe(first.EndpointArn);
    expect((await create('same')).EndpointArn).toBe(first.EndpointArn);
  });

  test.each([{ CustomUserData: 'bob' }, { Attributes: { Enabled: 'false' } }])(
    'refuses other attributes %o with the ARN of the endpoint',
    async (other) => {
      const { EndpointArn } = await create('taken', { CustomUserData: 'ann' });
      await expect(create('taken', other)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `Invalid parameter: Token Reason: Endpoint ${EndpointArn} already exists with the same Token, but different attributes.`,
      });
    },
  );

  test('takes APNs tokens of up to 400 hexadecimal characters, and answers them in lower case', async () => {
    const arn = await createEndpoint(messaging, apns, 'ABCDEF0123'.repeat(40));
    const { Attributes } = await messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: arn }));
    expect(Attributes?.Token).toBe('abcdef0123'.repeat(40));
    expect(await createEndpoint(messaging, apns, 'abcdef0123'.repeat(40))).toBe(arn);
    for (const wrong of ['a'.repeat(401), 'not hexadecimal']) {
      await expect(createEndpoint(messaging, apns, wrong)).rejects.toThrow(
        'Invalid parameter: Token Reason: iOS device tokens must be no more than 400 hexadecimal characters',
      );
    }
  });

  test('refuses tokens and user data that are too long', async () => {
    await expect(create('t'.repeat(8193))).rejects.toThrow(
      'Invalid parameter: Token Reason: must be at most 8192 bytes long in UTF-8 encoding',
    );
    await expect(create('long', { CustomUserData: 'é'.repeat(1025) })).rejects.toThrow(
      'Invalid parameter: CustomUserData Reason: must be at most 2048 bytes long in UTF-8 encoding',
    );
  });

  test('converges when the same device registers many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('at once')));
    expect(new Set(answers.map((answer) => answer.EndpointArn)).size).toBe(1);
  });
});

test('an endpoint is changed, but not to a token that another one has', async () => {
  const arn = await createEndpoint(messaging, fcm, 'first');
  const other = await createEndpoint(messaging, fcm, 'second');
  const set = (attributes: Record<string, string>) =>
    messaging.sns.send(new SetEndpointAttributesCommand({ EndpointArn: arn, Attributes: attributes }));
  await set({ Token: 'third', Enabled: 'false', CustomUserData: 'ann' });
  const { Attributes } = await messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: arn }));
  expect(Attributes).toEqual({ Token: 'third', Enabled: 'false', CustomUserData: 'ann' });
  await expect(set({ Token: 'second' })).rejects.toThrow(`Endpoint ${other} already exists with the same Token`);
});

test('deleting an endpoint twice is no error', async () => {
  const arn = await createEndpoint(messaging, fcm, 'short-lived');
  await messaging.sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
  await messaging.sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
  await expect(messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: arn }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('endpoints are listed a hundred a page', async () => {
  const sandbox = await createApplication(messaging, 'APNS_SANDBOX');
  const arns: string[] = [];
  for (let index = 0; index < 101; index += 1) {
    arns.push(await createEndpoint(messaging, sandbox, index.toString(16).padStart(64, '0')));
  }
  const list = (NextToken?: string) =>
    messaging.sns.send(new ListEndpointsByPlatformApplicationCommand({ PlatformApplicationArn: sandbox, NextToken }));
  const first = await list();
  expect(first.Endpoints).toHaveLength(100);
  const second = await list(first.NextToken);
  expect(second.NextToken).toBeUndefined();
  expect([...(first.Endpoints ?? []), ...(second.Endpoints ?? [])].map((item) => item.EndpointArn)).toEqual(arns);
  await expect(list('nonsense!')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
