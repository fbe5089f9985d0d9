import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from 'local-cloud';
import type { ResolverCode, ResolverContext } from 'local-cloud/appsync';
import { loadResolverCode } from 'local-cloud/appsync';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleResolvers } from '../../infra/aws/build/bundleResolvers.ts';
import { allFields } from '../../resolvers/pipelines.ts';

const now = 1_800_000_000;
let folder: string;
let guard: ResolverCode;

beforeAll(async () => {
  folder = temporaryFolder('guard');
  await bundleResolvers(join(import.meta.dirname, '../../resolvers'), folder);
  const source = await readFile(join(folder, 'steps', 'guard.js'), 'utf8');
  guard = loadResolverCode(source, { coordinate: 'guard', console: () => {}, now: () => now * 1000 });
});

const guarded = allFields().flatMap(([coordinate, { steps = [] }]) =>
  steps.includes('guard') ? [{ coordinate, steps }] : [],
);

/** Mutations that need no proof, or are the proof (docs/step-up-security.md, "What can be privileged"). */
const unguarded = [
  'Mutation.acknowledgeDelivery',
  'Mutation.approveStepUp',
  'Mutation.initiateStepUp',
  'Mutation.reportDeliveries',
  'Mutation.reportDevice',
  'Mutation.reportPlatform',
  'Mutation.reportTopicSubscriber',
  'Mutation.reportTopicSubscription',
  'Mutation.respondToStepUpChallenge',
];

test('every other mutation can be made privileged', () => {
  const all = allFields()
    .map(([coordinate]) => coordinate)
    .filter((coordinate) => coordinate.startsWith('Mutation.'));
  const without = all.filter((coordinate) => !guarded.some((one) => one.coordinate === coordinate));
  expect(without.toSorted()).toEqual(unguarded);
});

describe.each(guarded)('$coordinate', ({ coordinate, steps }) => {
  test('opens a challenge right after the guard, and spends the grant in a step behind', async () => {
    const at = steps.indexOf('guard');
    expect(steps[at + 1]).toBe('openChallenge');
    const behind = await Promise.all(
      steps.slice(at + 2).map((step) => readFile(join(folder, 'steps', `${step}.js`), 'utf8')),
    );
    // It only asks: `consumeStepUpGrant` spends.
    const spenders = coordinate === 'Mutation.requireStepUp' ? 0 : 1;
    expect(behind.filter((code) => code.includes('STEP_UP_CONSUMED'))).toHaveLength(spenders);
  });
});

const identity = {
  sub: 'user',
  issuer: 'issuer',
  username: 'name',
  claims: { token_use: 'access', jti: 'token', auth_time: now - 60, exp: now + 3600 },
  sourceIp: ['127.0.0.1'],
  defaultAuthStrategy: 'ALLOW',
  groups: null,
};

function context(
  given: Partial<Omit<ResolverContext, 'error'>> & { error?: ResolverContext['error'] },
): ResolverContext {
  return {
    arguments: {},
    identity,
    source: null,
    stash: { arguments: 'a=1' },
    prev: null,
    request: { headers: {}, domainName: null },
    info: {
      fieldName: 'publish',
      parentTypeName: 'Mutation',
      variables: {},
      selectionSetList: [],
      selectionSetGraphQL: '',
    },
    env: { STEP_UP_SETTINGS_TABLE: 'settings', STEP_UP_SESSIONS_TABLE: 'sessions' },
    outErrors: [],
    ...given,
  } as ResolverContext;
}

const setting = {
  requirement: 'STEP_UP_REQUIRED',
  scope: 'OPERATION',
  methods: ['SMS_STEP_UP'],
  maxAge: 300,
  maxAttempts: 5,
};

/** A grant for the call that `context` makes. */
const proof = {
  ...{ sk: 'OPERATION#Mutation.publish', status: 'STEP_UP_COMPLETED', arguments: 'a=1', userId: 'user' },
  ...{ method: 'SMS_STEP_UP', completedAt: now - 1, expiresAt: now + 100, challengeId: 'c' },
};

/** Returns what the guard decides for these rows: `null` lets the call go on. */
function decide(result: JsonValue, more: Parameters<typeof context>[0] = {}) {
  const { end } = guard.run('response', context({ result, ...more }));
  return end.kind === 'error' ? end.error.errorType : end.value;
}

describe('the guard refuses', () => {
  test('when the database does', () => {
    const error = { type: 'DynamoDB:AmazonDynamoDBException', message: 'gone' };
    expect(decide(null, { error })).toBe('StepUpUnavailable');
  });

  test.each(['settings', 'sessions'])('when DynamoDB did not get to the %s', (table) => {
    const unprocessedKeys = { [table]: [{ pk: 'x', sk: 'y' }] };
    expect(decide({ data: { settings: [null], sessions: [null, null] }, unprocessedKeys })).toBe('StepUpUnavailable');
  });

  test.each([
    [{}],
    [null],
    ['text'],
    [{ data: null, unprocessedKeys: null }],
    [{ data: {}, unprocessedKeys: {} }],
    [{ data: { settings: [null] }, unprocessedKeys: {} }],
    [{ data: { sessions: [null, null] }, unprocessedKeys: {} }],
    [{ data: { settings: [{ ...setting, requirement: 'NONSENSE' }], sessions: [] }, unprocessedKeys: {} }],
    [{ data: { settings: [{}], sessions: [] }, unprocessedKeys: {} }],
  ] as [JsonValue][])('an answer that it cannot read: %j', (result) => {
    expect(guard.run('response', context({ result })).end.kind).toBe('error');
  });

  test('a setting without methods, whatever was proved', () => {
    const { methods: _, ...rule } = setting;
    const result = (settings: JsonValue[]) => ({ data: { settings, sessions: [proof, null] }, unprocessedKeys: {} });
    expect(guard.run('response', context({ result: result([rule]) })).end.kind).toBe('error');
    expect(guard.run('response', context({ result: result([setting]) }))).toMatchObject({
      end: { kind: 'value', value: null },
      stash: { grant: { challengeId: 'c' } },
    });
  });

  test('an ID token, and an access token without an id', () => {
    const result = { data: { settings: [null], sessions: [null, null] }, unprocessedKeys: {} };
    const idToken = { ...identity, claims: { ...identity.claims, token_use: 'id' } };
    expect(decide(result, { identity: idToken })).toBe('AccessTokenRequired');
    const { jti: _, ...claims } = identity.claims;
    expect(decide(result, { identity: { ...identity, claims } })).toBe('AccessTokenRequired');
  });

  test('everyone where a setting denies, roles too', () => {
    const denied = { data: { settings: [{ ...setting, requirement: 'STEP_UP_DENY' }] }, unprocessedKeys: {} };
    const role = {
      accountId: '1',
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      sourceIp: ['127.0.0.1'],
      username: 'role',
      userArn: 'arn:aws:sts::1:assumed-role/service/session',
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
    };
    expect(decide(denied, { identity: role })).toBe('OperationDenied');
    expect(decide(denied)).toBe('OperationDenied');
  });
});

describe('openChallenge', () => {
  test.each([
    ['DynamoDB:AmazonDynamoDBException', null],
    ['DynamoDB:ConditionalCheckFailedException', null],
    ['Timeout', { challengeId: 'c' }],
  ])('refuses where the challenge could not be opened: %s', async (type, result) => {
    const source = await readFile(join(folder, 'steps', 'openChallenge.js'), 'utf8');
    const step = loadResolverCode(source, { coordinate: 'openChallenge', console: () => {}, now: () => now * 1000 });
    const stash = { arguments: 'a=1', challenge: { rule: setting, attempts: 0, replaces: null } };
    const { end } = step.run('response', context({ stash, result, error: { type, message: 'gone' } }));
    expect(end).toMatchObject({ kind: 'error', error: { errorType: 'StepUpUnavailable' } });
  });
});

test('a token that says how its sign-in was assured passes a setting that takes it, and no other', () => {
  const result = (settings: JsonValue[]) => ({ data: { settings, sessions: [null, null] }, unprocessedKeys: {} });
  const decided = (acr: string, rule: JsonValue) => {
    const assured = { ...identity, claims: { ...identity.claims, acr } };
    return guard.run('response', context({ identity: assured, result: result([rule]) }));
  };
  const level2 = { ...setting, acrLevel: 2 };
  expect(Object.hasOwn(decided('urn:cognito:loa:2', level2).stash, 'challenge')).toBe(false);
  expect(Object.hasOwn(decided('urn:cognito:loa:1', level2).stash, 'challenge')).toBe(true);
  expect(Object.hasOwn(decided('urn:cognito:loa:4', setting).stash, 'challenge')).toBe(true);
});

test('reads setting, grant and session in one consistent request', () => {
  const { end } = guard.run('request', context({}));
  expect(end).toMatchObject({
    value: {
      operation: 'BatchGetItem',
      tables: {
        settings: { keys: [{ pk: { S: 'SETTING' }, sk: { S: 'OPERATION#Mutation.publish' } }], consistentRead: true },
        sessions: {
          keys: [
            { pk: { S: 'TOKEN#token user' }, sk: { S: 'OPERATION#Mutation.publish' } },
            { pk: { S: 'TOKEN#token user' }, sk: { S: 'SESSION' } },
          ],
          consistentRead: true,
        },
      },
    },
  });
});

test('reads proofs of the user and of the service that asks, and no others', () => {
  const subject = { userId: 'ann', tokenId: 'token-2' };
  const stash = { arguments: 'a', operation: 'billing:pay', service: 'arn:aws:iam::1:role/billing', subject };
  expect(guard.run('request', context({ stash })).end).toMatchObject({
    value: {
      tables: {
        settings: { keys: [{ sk: { S: 'OPERATION#billing:pay' } }] },
        sessions: {
          keys: [
            { pk: { S: 'TOKEN#token-2 ann' }, sk: { S: 'OPERATION#billing:pay arn:aws:iam::1:role/billing' } },
            { pk: { S: 'TOKEN#token-2 ann' }, sk: { S: 'SESSION' } },
          ],
        },
      },
    },
  });
});
