import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect } from 'vitest';
import { graphql, graphqlRaw } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishMutation, publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { signIn, signInAs } from '../support/signIn.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

// For any input the answer is an error of a stable type, and the next caller is served.

let shared: Runtime;
const own = ownNames();
let outputs: HeliographOutputs;
let alice: User;
let paula: User;
let ada: User;

it.beforeAll(async ({ runtime }) => {
  shared = runtime;
  ({ outputs } = runtime);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
  ada = await newAdmin(outputs);
  await registerDevice(outputs, alice, own('bad-input-phone'), { fcm: { token: own('bad-input-token') } });
});

/** Nothing of this file may have ended the process, or left it unable to deliver. */
it.afterAll(async () => {
  await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, 'Still here');
  await until(
    'a message arrives as ever',
    () => outboxOf(outputs, { token: own('bad-input-token') }),
    (pushes) => JSON.stringify(pushes).includes('Still here'),
  );
  expect(shared.running).toBe(true);
  expect(shared.errors).not.toMatch(/Uncaught exception|Unhandled rejection/);
});

const valid = () => ({
  idempotencyKey: randomUUID(),
  audience: { userIds: [alice.sub] },
  content: { title: 'Hello' },
});

async function publishErrors(change: object): Promise<readonly unknown[]> {
  const input = { ...valid(), ...change };
  const { status, data, errors } = await graphql(outputs, paula.accessToken, publishMutation, { input });
  expect(status).toBe(200);
  expect(data).toBeNull();
  return errors;
}

const invalid = (field: string) => [
  {
    errorType: 'InvalidInput',
    message: expect.stringContaining(field),
    errorInfo: { field, given: expect.any(String), limit: expect.any(String) },
    path: [expect.any(String)],
  },
];

describe('publishing', () => {
  const repeated = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`key${index}`, 'x']));
  it.each<[string, object, string]>([
    ['an empty title', { content: { title: '' } }, 'input.content.title'],
    ['a blank title', { content: { title: ' \t\n ' } }, 'input.content.title'],
    ['no title', { content: { body: 'body' } }, 'input.content.title'],
    ['a title too long', { content: { title: 'x'.repeat(257) } }, 'input.content.title'],
    ['a body too long', { content: { title: 'x', body: 'x'.repeat(2001) } }, 'input.content.body'],
    ['a badge out of range', { content: { title: 'x', badge: -1 } }, 'input.content.badge'],
    [
      'an image that is not https',
      { content: { title: 'x', image: 'http://example.com/x.png' } },
      'input.content.image',
    ],
    ['data that is a list', { content: { title: 'x', data: '[1]' } }, 'input.content.data'],
    ['data that is a text', { content: { title: 'x', data: '"text"' } }, 'input.content.data'],
    ['data that is a number', { content: { title: 'x', data: '5' } }, 'input.content.data'],
    ['data of numbers', { content: { title: 'x', data: '{"order":1}' } }, 'input.content.data.order'],
    ['data under a reserved key', { content: { title: 'x', data: '{"aps":"x"}' } }, 'input.content.data'],
    ['too many data', { content: { title: 'x', data: JSON.stringify(repeated) } }, 'input.content.data'],
    [
      'an override that is no object',
      { content: { title: 'x', overrides: { apns: '7' } } },
      'input.content.overrides.apns',
    ],
    [
      'a text in two variants of a language',
      {
        content: {
          title: 'x',
          localizations: [
            { locale: 'de', title: 'a' },
            { locale: 'DE', title: 'b' },
          ],
        },
      },
      'input.content.localizations',
    ],
    [
      'an override that FCM would refuse',
      { content: { title: 'x', overrides: { fcm: '{"data":{"count":1}}' } } },
      'input.content.overrides.fcm.data.count',
    ],
    [
      'a language that is none',
      { content: { title: 'x', localizations: [{ locale: 'de CH', title: 'a' }] } },
      'input.content.localizations.locale',
    ],
    ['a time to live out of range', { options: { timeToLive: -1 } }, 'input.options.timeToLive'],
    ['a time to live over 28 days', { options: { timeToLive: 2_419_201 } }, 'input.options.timeToLive'],
    ['a collapse id too long in bytes', { options: { collapseId: 'ü'.repeat(33) } }, 'input.options.collapseId'],
    ['a group with a space in its id', { options: { groupId: 'a b' } }, 'input.options.groupId'],
    ['a group whose id is too long', { options: { groupId: 'a'.repeat(129) } }, 'input.options.groupId'],
    ['an audience of nobody', { audience: {} }, 'input.audience'],
    ['an audience of no users', { audience: { userIds: [] } }, 'input.audience.userIds'],
    ['two audiences', { audience: { userIds: ['a'], deviceIds: ['b'] } }, 'input.audience'],
    ['a user twice', { audience: { userIds: ['a', 'a'] } }, 'input.audience.userIds'],
    [
      'too many users',
      { audience: { userIds: Array.from({ length: 501 }, (_, index) => `${index}`) } },
      'input.audience.userIds',
    ],
    ['an empty idempotency key', { idempotencyKey: '' }, 'input.idempotencyKey'],
    ['an idempotency key with a line break', { idempotencyKey: 'a\nb' }, 'input.idempotencyKey'],
    ['an idempotency key too long', { idempotencyKey: 'x'.repeat(129) }, 'input.idempotencyKey'],
    ['a time over a year ahead', { scheduledAt: '2999-01-01T00:00:00Z' }, 'input.scheduledAt'],
    ['a time without an offset', { scheduledAt: '2026-11-30T16:55:30' }, 'input.scheduledAt'],
    ['half a surrogate pair', { content: { title: 'x\ud800' } }, 'input.content.title'],
    [
      'JSON of 5,000 levels',
      { content: { title: 'x', overrides: { apns: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}` } } },
      `input.content.overrides.apns${'.a'.repeat(13)}`,
    ],
  ])('refuses %s', async (_, change, field) => {
    expect(await publishErrors(change)).toMatchObject(invalid(field));
  });

  it('refuses an unknown user', async () => {
    expect(await publishErrors({ audience: { userIds: [randomUUID()] } })).toMatchObject([
      { errorType: 'UnknownRecipient' },
    ]);
  });

  it.each(['\u0000', '💥'.repeat(60), '\u202e', '"}{'])('takes the title %j as text', async (title) => {
    const { errors } = await graphql(outputs, paula.accessToken, publishMutation, {
      input: { ...valid(), content: { title } },
    });
    expect(errors).toEqual([]);
  });

  it('refuses a message over the push service’s limit, naming the platform and both numbers', async () => {
    const data = JSON.stringify(Object.fromEntries([1, 2, 3].map((number) => [`k${number}`, 'x'.repeat(1500)])));
    expect(await publishErrors({ content: { title: 'x', data } })).toMatchObject([
      {
        errorType: 'MessageTooLarge',
        errorInfo: { platform: expect.any(String), limit: 4096, size: expect.any(Number) },
      },
    ]);
  });

  it('refuses an idempotency key that was used with other arguments', async () => {
    const input = valid();
    await graphql(outputs, paula.accessToken, publishMutation, { input });
    expect(await publishErrors({ ...input, content: { title: 'Other' } })).toMatchObject([
      { errorType: 'IdempotencyKeyReused', errorInfo: { field: 'input.idempotencyKey' } },
    ]);
  });
});

describe('registering a device', () => {
  const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
  const address = { fcm: { token: 'some-token' } };
  it.each<[string, object, string]>([
    ['a token for APNs that is not hexadecimal', { address: { apns: { token: 'xyz!' } } }, 'input.address.apns.token'],
    ['a token for APNs of odd length', { address: { apns: { token: 'abc' } } }, 'input.address.apns.token'],
    ['a token for APNs too long', { address: { apns: { token: 'ab'.repeat(201) } } }, 'input.address.apns.token'],
    ['an empty token for APNs', { address: { apns: { token: '' } } }, 'input.address.apns.token'],
    ['a token for FCM with white space', { address: { fcm: { token: 'a b' } } }, 'input.address.fcm.token'],
    ['an empty token for FCM', { address: { fcm: { token: '' } } }, 'input.address.fcm.token'],
    ['a token for FCM too long', { address: { fcm: { token: 'x'.repeat(4097) } } }, 'input.address.fcm.token'],
    ['no address', { address: {} }, 'input.address'],
    ['two addresses', { address: { ...address, apns: { token: 'ab' } } }, 'input.address'],
    ['an empty id', { deviceId: '' }, 'input.deviceId'],
    ['an id with a separator of keys', { deviceId: 'a#b' }, 'input.deviceId'],
    ['an id too long', { deviceId: 'x'.repeat(129) }, 'input.deviceId'],
  ])('refuses %s', async (_, change, field) => {
    const input = { deviceId: 'new', address, ...change };
    const { data, errors } = await graphql(outputs, alice.accessToken, mutation, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject(invalid(field));
    const { token } = Object.values((change as { address?: object }).address ?? {})[0] ?? { token: '' };
    if (token?.length > 3) expect(JSON.stringify(errors)).not.toContain(token);
  });
});

describe('answering a step-up challenge', () => {
  const mutation =
    'mutation ($input: RespondToStepUpChallengeInput!) { respondToStepUpChallenge(input: $input) { challenge { id } } }';
  const response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' };
  it.each<[string, object, string]>([
    ['with nothing', {}, 'input.code'],
    ['with an empty code', { code: '' }, 'input.code'],
    ['with a code of seven digits', { code: '1234567' }, 'input.code'],
    ['with a code of other digits', { code: '١٢٣٤٥٦' }, 'input.code'],
    ['with a code and a credential', { code: '123456', credential: '{}' }, 'input.credential'],
    ['with a credential that is no object', { credential: '[]' }, 'input.credential'],
    ['with a credential without an id', { credential: JSON.stringify({ response }) }, 'input.credential.id'],
    [
      'with a credential that is not base64url',
      { credential: JSON.stringify({ id: 'AAAA', response: { ...response, signature: 'a+b/' } }) },
      'input.credential.response.signature',
    ],
    [
      'with a credential too long',
      { credential: JSON.stringify({ id: 'A'.repeat(17_000), response }) },
      'input.credential',
    ],
  ])('%s is refused', async (_, answer, field) => {
    const { data, errors } = await graphql(outputs, alice.accessToken, mutation, {
      input: { challengeId: 'any', ...answer },
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject(invalid(field));
    expect(JSON.stringify(errors)).not.toMatch(/123456|AAAA|a\+b/);
  });
});

describe('pages', () => {
  const lists = [
    ['devices', '($first: Int, $after: String) { devices(first: $first, after: $after) { nodes { id } } }', 100],
    [
      'inbox',
      '($first: Int, $after: String) { inbox(first: $first, after: $after) { nodes { delivery { id } } } }',
      100,
    ],
    ['messages', '($first: Int, $after: String) { messages(first: $first, after: $after) { nodes { id } } }', 100],
    ['topics', '($first: Int, $after: String) { topics(first: $first, after: $after) { nodes { id } } }', 100],
    [
      'stepUpSettings',
      '($first: Int, $after: String) { stepUpSettings(first: $first, after: $after) { nodes { group } } }',
      100,
    ],
  ] as const;
  const caller = (list: string) => (list === 'stepUpSettings' ? ada : paula).accessToken;
  const refusedCursor = invalid('after');
  const forged = [
    'x',
    '',
    '====',
    Buffer.from('k:').toString('base64'),
    Buffer.from('t:forged').toString('base64'),
    Buffer.from('devices[]').toString('base64'),
    'ä',
    'A'.repeat(9000),
  ];

  it.each(lists)('of %s are of no other size than allowed', async (list, query, most) => {
    for (const first of [0, -1, most + 1, 2_147_483_647]) {
      const { errors } = await graphql(outputs, caller(list), `query ${query}`, { first });
      expect(errors, `first: ${first}`).toMatchObject(invalid('first'));
    }
  });

  it.each(lists)('of %s begin after no forged cursor', async (list, query) => {
    for (const after of forged) {
      const { data, errors } = await graphql(outputs, caller(list), `query ${query}`, { after });
      expect(data, `after: ${after.slice(0, 20)}`).toBeNull();
      expect(errors, `after: ${after.slice(0, 20)}`).toMatchObject(refusedCursor);
    }
  });

  it('of deliveries have no more states to choose from than there are', async () => {
    const message = await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, 'Mine');
    const query =
      'query ($id: ID!, $status: [DeliveryStatus!]) { deliveries(messageId: $id, status: $status) { nodes { id } } }';
    for (const number of [10, 101, 1001]) {
      const variables = { id: message.id, status: Array.from({ length: number }, () => 'SENT') };
      const { errors } = await graphql(outputs, paula.accessToken, query, variables);
      expect(errors, `${number}`).toMatchObject(invalid('status'));
    }
    const twice = { id: message.id, status: ['SENT', 'SENT'] };
    expect((await graphql(outputs, paula.accessToken, query, twice)).errors).toEqual([]);
  });

  it('of messages are empty for an admin who names a publisher that cannot be', async () => {
    const query = 'query ($id: ID) { messages(publisherId: $id) { nodes { id } } }';
    for (const id of [' ', 'ä', 'x'.repeat(2048)]) {
      const answer = await graphql(outputs, ada.accessToken, query, { id });
      expect(answer, id.slice(0, 10)).toMatchObject({ data: { messages: { nodes: [] } }, errors: [] });
    }
  });

  it('of deliveries show nothing of another message to a cursor made for it', async () => {
    const message = await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, 'Mine');
    const query = `query ($id: ID!, $after: String, $status: [DeliveryStatus!]) {
      deliveries(messageId: $id, after: $after, status: $status) { nodes { messageId } }
    }`;
    for (const text of ['k:MESSAGE', 'k:A', 'k:COUNTER', 'k:\uffff', 't:eyJ2IjoxfQ==']) {
      for (const status of [null, ['SENT']]) {
        const after = Buffer.from(text).toString('base64');
        const variables = { id: message.id, after, status };
        const { data, errors } = await graphql(outputs, paula.accessToken, query, variables);
        if (errors.length > 0) expect(errors, text).toMatchObject(refusedCursor);
        const { deliveries } = (data ?? {}) as { deliveries?: { nodes: { messageId: string }[] } };
        for (const node of deliveries?.nodes ?? []) expect(node.messageId).toBe(message.id);
      }
    }
  });
});

describe('step-up settings', () => {
  const mutations = {
    put: 'mutation ($input: PutStepUpSettingInput!) { putStepUpSetting(input: $input) { setting { group } } }',
    delete: 'mutation ($input: DeleteStepUpSettingInput!) { deleteStepUpSetting(input: $input) { deleted } }',
  };
  const rule = { requirement: 'STEP_UP_REQUIRED' };
  const group = (name: string, operations: unknown = ['billing:pay']) => ({ ...rule, group: name, operations });
  const many = Array.from({ length: 51 }, (_, index) => `billing:${index}`);

  it.each<[string, object, string]>([
    ['neither an operation nor a group', rule, 'input'],
    ['both', { ...group('g'), operation: 'billing:pay' }, 'input'],
    [
      'operations without a group',
      { ...rule, operation: 'billing:pay', operations: ['billing:pay'] },
      'input.operations',
    ],
    ['an operation that there is not', { ...rule, operation: 'Mutation.fly' }, 'input.operation'],
    ['an operation that cannot be guarded', { ...rule, operation: 'Mutation.initiateStepUp' }, 'input.operation'],
    ['an empty operation', { ...rule, operation: '' }, 'input.operation'],
    ['an empty name', group(''), 'input.group'],
    ['a name too long', group('x'.repeat(65)), 'input.group'],
    ['a name with a space', group('a b'), 'input.group'],
    ['a name with a line break', group('a\n'), 'input.group'],
    ['a name with a #', group('a#b'), 'input.group'],
    ['a name with an umlaut', group('ä'), 'input.group'],
    ['no operations', group('g', []), 'input.operations'],
    ['operations left out', group('g', null), 'input.operations'],
    ['too many operations', group('g', many), 'input.operations'],
    ['an operation twice', group('g', ['billing:pay', 'Mutation.publish', 'billing:pay']), 'input.operations'],
    ['a field that there is not', group('g', ['billing:pay', 'Mutation.fly']), 'input.operations'],
    ['no methods', { ...group('g'), methods: [] }, 'input.methods'],
    ['an age out of range', { ...group('g'), maxAge: 59 }, 'input.maxAge'],
    ['attempts out of range', { ...group('g'), maxAttempts: 11 }, 'input.maxAttempts'],
    ['a level out of range', { ...group('g'), acrLevel: 5 }, 'input.acrLevel'],
    [
      'a denial of what would undo it',
      { ...group('g', ['Mutation.deleteStepUpSetting']), requirement: 'STEP_UP_DENY' },
      'input.requirement',
    ],
  ])('refuses %s', async (_, input, field) => {
    const { data, errors } = await graphql(outputs, ada.accessToken, mutations.put, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject(invalid(field));
  });

  it.each<[object, string]>([
    [{}, 'input'],
    [{ group: 'g', operation: 'billing:pay' }, 'input'],
    [{ group: 'g/h' }, 'input.group'],
    [{ operation: 'Mutation.fly' }, 'input.operation'],
  ])('are not deleted for %j', async (input, field) => {
    const { errors } = await graphql(outputs, ada.accessToken, mutations.delete, { input });
    expect(errors).toMatchObject(invalid(field));
  });
});

describe('ids that are none', () => {
  it.each([
    '',
    ' ',
    '.',
    'x'.repeat(3000),
    '#',
    '\u0000',
    '../..',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    `${'0'.repeat(26)}.${'x'.repeat(3000)}`,
  ])('%j finds nothing', async (id) => {
    const reads = `query ($id: ID!) {
        device(id: $id) { id } message(id: $id) { id } stepUpChallenge(id: $id) { id }
        deliveries(messageId: $id) { nodes { id } } deliveryEvents(messageId: $id) { events { sequence } }
      }`;
    const { data, errors } = await graphql(outputs, paula.accessToken, reads, { id });
    expect(errors.map(({ errorType }) => errorType).filter((type) => type !== 'InvalidInput')).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('sequence');
    for (const mutation of [
      'mutation ($id: ID!) { acknowledgeDelivery(input: { deliveryId: $id, status: OPENED }) { delivery { id } } }',
      'mutation ($id: ID!) { cancelMessage(input: { messageId: $id }) { cancelledDeliveries } }',
      'mutation ($id: ID!) { initiateStepUp(input: { challengeId: $id }) { challenge { id } } }',
      'mutation ($id: ID!) { respondToStepUpChallenge(input: { challengeId: $id, code: "123456" }) { challenge { id } } }',
    ]) {
      const answer = await graphql(outputs, paula.accessToken, mutation, { id });
      expect(answer.errors, mutation).toMatchObject([
        { errorType: expect.stringMatching(/^(NotFound|InvalidInput)$/) },
      ]);
    }
  });
});

describe('tokens', () => {
  const query = '{ me { id } }';
  const refused = { status: 401, data: null, errors: [{ errorType: 'UnauthorizedException' }] };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('missing, empty or malformed are refused', async () => {
    for (const token of [null, '', 'Bearer', 'a.b.c', '...', 'x'.repeat(10_000), part({}), 'Basic YTpi']) {
      expect(await graphql(outputs, token, query), `${token?.slice(0, 20)}`).toMatchObject(refused);
    }
  });

  it('unsigned, signed by another, or changed are refused', async () => {
    const [head = '', body = '', signature = ''] = alice.accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const { privateKey } = await generateKeyPair('RS256');
    const forged = [
      `${part({ alg: 'none' })}.${body}.`,
      `${part({ ...header, alg: 'none' })}.${body}.${signature}`,
      `${part({ ...header, alg: 'HS256' })}.${body}.${signature}`,
      `${head}.${part({ ...claims, 'cognito:groups': ['admins'] })}.${signature}`,
      `${head}.${part({ ...claims, sub: paula.sub })}.${signature}`,
      `${head}.${part({ ...claims, exp: claims.exp + 86_400 })}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `${head}.${body}`,
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: header.kid }).sign(privateKey),
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).sign(privateKey),
    ];
    for (const token of forged) expect(await graphql(outputs, token, query)).toMatchObject(refused);
  });

  it('for the app alone (ID tokens) are refused where an access token is needed', async () => {
    expect((await graphql(outputs, alice.idToken, query)).errors).toMatchObject([{ errorType: 'AccessTokenRequired' }]);
  });

  it('of another runtime’s pool are refused', async () => {
    await using other = await Runtime.start({ args: ['--assembly', join(shared.directory, 'cdk.out')] });
    const stranger = await signIn(other.outputs, 'ada');
    expect(await graphql(outputs, stranger.accessToken, query)).toMatchObject(refused);
  });
});

describe('signing in', () => {
  it('as nobody, or with a wrong password, is refused in the same words', async () => {
    const failures = await Promise.all(
      ['nobody', alice.username].map((username) =>
        signInAs(outputs, { username, password: 'Wrong-Password-1' }).then(
          () => 'signed in',
          (error: Error) => `${error.name}: ${error.message}`,
        ),
      ),
    );
    expect(failures).toEqual(Array(2).fill('NotAuthorizedException: Incorrect username or password.'));
  });

  it('through a client there is none of is refused', async () => {
    const cognito = new CognitoIdentityProviderClient({
      endpoint: outputs.awsEndpoint,
      region: outputs.region,
      credentials: outputs.root,
    });
    const command = new InitiateAuthCommand({
      ClientId: 'nosuchclient',
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: alice.username, SRP_A: 'ab' },
    });
    await expect(cognito.send(command)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('requests', () => {
  const ask = (body: string, contentType?: string) => graphqlRaw(outputs, alice.accessToken, body, contentType);
  const malformed = { status: 400, data: null, errors: [{ errorType: 'MalformedHttpRequestException' }] };

  it.each<[string, string]>([
    ['an empty body', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a text', '"query"'],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is a number', '{"query":1}'],
    ['variables that are a text', '{"query":"{ me { id } }","variables":"x"}'],
  ])('with %s are malformed', async (_, body) => {
    expect(await ask(body)).toMatchObject(malformed);
  });

  it.each<[string, string]>([
    ['junk', 'not graphql'],
    ['an open brace', '{ me { id '],
    ['an empty document', ' '],
    ['a syntax error deep inside', `{ me { id } devices(first: ) { nodes { id } } }`],
  ])('with a document of %s are 400', async (_, query) => {
    const answer = await ask(JSON.stringify({ query }));
    expect(answer).toMatchObject({ status: 400, data: null });
    expect(answer.errors.length).toBeGreaterThan(0);
  });

  it.each<[string, string, string]>([
    [
      'an unknown field',
      '{ nothing }',
      "Validation error of type FieldUndefined: Field 'nothing' in type 'Query' is undefined @ 'nothing'",
    ],
    ['a leaf with fields', '{ me { id { x } } }', 'Validation error of type SubSelectionNotAllowed'],
    ['an object without fields', '{ me }', 'Validation error of type SubSelectionRequired'],
    ['an unknown argument', '{ devices(count: 1) { nodes { id } } }', 'Validation error of type UnknownArgument'],
    ['a missing argument', '{ device { id } }', 'Validation error of type MissingFieldArgument'],
    ['an argument of another type', '{ devices(first: "x") { nodes { id } } }', 'Validation error of type WrongType'],
    ['an unknown fragment', '{ me { ...nothing } }', 'Validation error of type UndefinedFragment'],
    ['an undefined variable', '{ device(id: $id) { id } }', 'Validation error of type UndefinedVariable'],
  ])('with %s are told so with 200', async (_, query, message) => {
    const { status, data, errors } = await ask(JSON.stringify({ query }));
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors[0]?.message).toContain(message);
  });

  it.each<[string, object]>([
    ['a missing variable', {}],
    ['a variable of another type', { input: 5 }],
    ['an unknown member', { input: { nothing: 1 } }],
    ['a member of another type', { input: { idempotencyKey: {}, audience: [], content: 'x' } }],
    [
      'an enum value there is none of',
      { input: { idempotencyKey: 'x', audience: { platform: 'PIGEON' }, content: {} } },
    ],
    ['JSON that is none', { input: { idempotencyKey: 'x', audience: {}, content: { data: '{' } } }],
  ])('with %s are told so', async (_, variables) => {
    const { status, data, errors } = await graphql(outputs, paula.accessToken, publishMutation, variables);
    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });

  it('deeper than the limit, or of too many resolvers, are refused', async () => {
    const deep = `{ messages { nodes { deliveries { nodes ${'{ transitions '.repeat(40)}${'}'.repeat(40)} } } } }`;
    const wide = `{ ${Array.from({ length: 400 }, (_, index) => `a${index}: me { id }`).join(' ')} }`;
    for (const query of [deep, wide]) {
      const { data, errors } = await ask(JSON.stringify({ query }));
      expect(data).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
    }
  });

  it.each<[string, string]>([
    ['a body of megabytes', `{"query":"{ me { id } }","x":"${'x'.repeat(2_000_000)}"}`],
    ['100,000 braces', JSON.stringify({ query: '{ a '.repeat(100_000) })],
    ['100,000 aliases', JSON.stringify({ query: `{ ${'me { id } '.repeat(100_000)} }` })],
    [
      'fragments that contain each other',
      JSON.stringify({ query: '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }' }),
    ],
  ])('with %s are refused at once', async (_, body) => {
    const { status, data, errors } = await ask(body);
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    expect([200, 400, 413]).toContain(status);
  });

  it('with 100,000 nested lists in a variable that nothing uses are answered', async () => {
    const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { data } = await ask(`{"query":"{ me { id } }","variables":{"x":${lists}}}`);
    expect(data).toMatchObject({ me: { id: alice.sub } });
  });

  it('in other bytes than UTF-8, by other methods and to other paths are answered', async () => {
    const headers = { authorization: alice.accessToken, 'content-type': 'application/json' };
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0x80]);
    expect((await fetch(outputs.graphqlEndpoint, { method: 'POST', headers, body: bytes })).status).toBe(400);
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const { status } = await fetch(outputs.graphqlEndpoint, { method, headers });
      expect(status, method).toBeGreaterThanOrEqual(400);
      expect(status, method).toBeLessThan(500);
    }
    for (const path of ['/graphql/nothing', '/%', '/%00', '//', '/_local/nothing', `/${'x'.repeat(8000)}`]) {
      const { status } = await fetch(outputs.awsEndpoint + path);
      expect(status, path.slice(0, 20)).toBeGreaterThanOrEqual(400);
      expect(status, path.slice(0, 20)).toBeLessThan(500);
    }
  });

  it('leave no token, code or payload in the log', async () => {
    expect(shared.errors).not.toContain(alice.accessToken.split('.')[2]);
    expect(shared.errors).not.toContain(own('bad-input-token'));
    expect(await readFile(join(shared.directory, 'outputs.json'), 'utf8')).not.toContain(alice.accessToken);
  });
});
