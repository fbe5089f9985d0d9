import { randomUUID } from 'node:crypto';
import { AssociateSoftwareTokenCommand, VerifySoftwareTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { totpCode } from 'local-cloud/totp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Key, stepUpGrantKey, stepUpSessionKey } from '../../functions/rules/keys.ts';
import type { StepUpSessionProof } from '../../functions/rules/stepUp/StepUpRows.ts';
import { type GraphQLAnswer, graphql } from '../support/graphql.ts';
import { publishMutation, registerDevice } from '../support/operations.ts';
import { Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn, signInAs } from '../support/signIn.ts';
import {
  challengeIdOf,
  challengeOf,
  cognitoOf,
  createUser,
  errorOf,
  initiate,
  lastCode,
  type NewUser,
  proveBy,
  putSetting,
  respond,
  wrongCode,
} from '../support/stepUp.ts';

let runtime: Runtime;
let ada: SignedIn;
let recipient: SignedIn;
let database: DynamoDBDocumentClient;
let sessionsTable: string | undefined;

beforeAll(async () => {
  runtime = await Runtime.start();
  const { outputs } = runtime;
  ada = await signIn(outputs, 'ada');
  recipient = await signIn(outputs, 'bob');
  await registerDevice(outputs, recipient, 'bobs-phone', { fcm: { token: 'edges-bob' } });
  const setting = { operation: 'Mutation.putStepUpSetting', requirement: 'STEP_UP_NOT_REQUIRED' };
  const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
  await initiate(outputs, ada.accessToken, challengeId);
  const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
  await respond(outputs, ada.accessToken, challengeId, totpCode(secret, Date.now() + 30_000));
  expect((await putSetting(outputs, ada.accessToken, setting)).errors).toEqual([]);
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  database = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  const { TableNames = [] } = await database.send(new ListTablesCommand({}));
  sessionsTable = TableNames.find((name) => name.includes('StepUpSessions'));
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function guardPublish(rule: object): Promise<void> {
  const input = { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', ...rule };
  expect((await putSetting(runtime.outputs, ada.accessToken, input)).errors).toEqual([]);
}

async function publisher(): Promise<NewUser & SignedIn> {
  const user = await createUser(runtime.outputs);
  return { ...user, ...(await signInAs(runtime.outputs, user)) };
}

/** A publish call that is the same every time. */
function call(token: string): () => Promise<GraphQLAnswer> {
  const input = {
    idempotencyKey: randomUUID(),
    audience: { userIds: [recipient.sub] },
    content: { title: 'hello' },
  };
  return () => graphql(runtime.outputs, token, publishMutation, { input });
}

/** The claims of an access token. */
function claimsOf(token: string): { jti: string; exp: number } {
  return JSON.parse(Buffer.from(`${token.split('.')[1]}`, 'base64url').toString());
}

function grantKey(token: string): Key {
  return stepUpGrantKey(claimsOf(token).jti, 'Mutation.publish');
}

async function rowAt(key: Key): Promise<Record<string, unknown>> {
  const { Item } = await database.send(new GetCommand({ TableName: sessionsTable, Key: key }));
  return Item ?? {};
}

/** Moves a time of a row, which stands for the time having come: the rows stay, as they do until DynamoDB's TTL gets to them. */
async function move(key: Key, attribute: string, to: number | StepUpSessionProof): Promise<void> {
  await database.send(
    new UpdateCommand({
      TableName: sessionsTable,
      Key: key,
      UpdateExpression: 'SET #time = :to',
      ConditionExpression: 'attribute_exists(#time)',
      ExpressionAttributeNames: { '#time': attribute },
      ExpressionAttributeValues: { ':to': to },
    }),
  );
}

const seconds = () => Math.floor(Date.now() / 1000);

describe('the clock', () => {
  beforeAll(() => guardPublish({}));

  test.each([
    ['its end has come', 'expiresAt', 0],
    ['it is as old as the setting allows', 'completedAt', -300],
  ])('a proof does not count once %s, though its row is there', async (_, attribute, offset) => {
    const { accessToken, phone } = await publisher();
    const again = call(accessToken);
    const challengeId = challengeIdOf(await again());
    await proveBy(runtime.outputs, accessToken, challengeId, phone);
    await move(grantKey(accessToken), attribute, seconds() + offset);
    expect(challengeIdOf(await again())).not.toBe(challengeId);
  });

  test('the right code comes too late once the challenge’s end has come, and a new challenge keeps the count', async () => {
    const { outputs } = runtime;
    const { accessToken, phone } = await publisher();
    const again = call(accessToken);
    const challengeId = challengeIdOf(await again());
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    await respond(outputs, accessToken, challengeId, wrongCode(code));
    await move(grantKey(accessToken), 'expiresAt', seconds());
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('ChallengeExpired');
    expect(errorOf(await initiate(outputs, accessToken, challengeId)).errorType).toBe('ChallengeExpired');
    const next = challengeIdOf(await again());
    expect(next).not.toBe(challengeId);
    expect((await challengeOf(outputs, accessToken, next))?.attemptsRemaining).toBe(4);
  });

  test('a lock holds until its end, and no proof is left behind it', async () => {
    const { outputs } = runtime;
    const { accessToken, phone } = await publisher();
    const again = call(accessToken);
    const challengeId = challengeIdOf(await again());
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    for (let attempt = 0; attempt < 5; attempt += 1) await respond(outputs, accessToken, challengeId, wrongCode(code));
    expect(errorOf(await again()).errorType).toBe('ChallengeLocked');
    await move(grantKey(accessToken), 'lockedUntil', seconds());
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('ChallengeExpired');
    const next = challengeIdOf(await again());
    expect((await challengeOf(outputs, accessToken, next))?.attemptsRemaining).toBe(5);
    expect(errorOf(await respond(outputs, accessToken, next, code)).errorType).toBe('ChallengeNotInitiated');
  });
});

describe('a session proof', () => {
  test('lasts 15 minutes, whatever age the setting allows, and not longer than its row says', async () => {
    await guardPublish({ scope: 'SESSION', maxAge: 3600 });
    const { accessToken, phone } = await publisher();
    await proveBy(runtime.outputs, accessToken, challengeIdOf(await call(accessToken)()), phone);
    const key = stepUpSessionKey(claimsOf(accessToken).jti);
    const { 'proof:': proof } = (await rowAt(key)) as unknown as { 'proof:': StepUpSessionProof };
    expect(proof.expiresAt).toBe(Math.min(claimsOf(accessToken).exp, proof.completedAt + 900));
    expect((await call(accessToken)()).errors).toEqual([]);
    await move(key, 'proof:', { ...proof, expiresAt: seconds() });
    expect(errorOf(await call(accessToken)()).errorType).toBe('StepUpRequired');
  });
});

describe('calls refused at once', () => {
  beforeAll(() => guardPublish({}));

  test('that are the same open one challenge, whose count they share', async () => {
    const { accessToken } = await publisher();
    const again = call(accessToken);
    const ids = await Promise.all(Array.from({ length: 8 }, async () => challengeIdOf(await again())));
    const { challengeId } = (await rowAt(grantKey(accessToken))) as { challengeId?: string };
    expect(new Set(ids)).toEqual(new Set([challengeId]));
  });

  test('with other arguments each are told of no challenge but their own', async () => {
    const { outputs } = runtime;
    const { accessToken, phone } = await publisher();
    const calls = Array.from({ length: 8 }, () => call(accessToken));
    const errors = await Promise.all(calls.map(async (again) => errorOf(await again())));
    const named = errors.flatMap(({ errorType, errorInfo }) =>
      errorType === 'StepUpRequired' ? [`${errorInfo?.challengeId}`] : [],
    );
    expect(named).toHaveLength(new Set(named).size);
    expect(new Set(errors.map(({ errorType }) => errorType))).toContain('StepUpRequired');
    const { challengeId } = (await rowAt(grantKey(accessToken))) as { challengeId?: string };
    const own = calls[errors.findIndex(({ errorInfo }) => errorInfo?.challengeId === challengeId)];
    await proveBy(outputs, accessToken, `${challengeId}`, phone);
    expect((await own?.())?.errors).toEqual([]);
  });
});

describe('attempts', () => {
  test('are not multiplied by requests at once with several aliases each', async () => {
    await guardPublish({});
    const { outputs } = runtime;
    const { accessToken, phone } = await publisher();
    const challengeId = challengeIdOf(await call(accessToken)());
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    // The right code comes after more wrong ones than a challenge allows, so that it never counts, whichever answer is looked at first.
    const document = [...Array<string>(6).fill(wrongCode(code)), code].map(
      (guess, index) =>
        `a${index}: respondToStepUpChallenge(input: { challengeId: "${challengeId}", code: "${guess}" }) { challenge { status } }`,
    );
    const send = () => graphql(outputs, accessToken, `mutation { ${document.join('\n')} }`);
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    answers.push(await send());
    const types = answers.flatMap(({ errors }) => errors.map(({ errorType }) => errorType));
    expect(types.filter((type) => type === 'CodeMismatch').length).toBeLessThanOrEqual(4);
    expect(new Set(types).difference(new Set(['CodeMismatch', 'ChallengeLocked']))).toEqual(new Set());
    expect(await rowAt(grantKey(accessToken))).toMatchObject({ status: 'STEP_UP_LOCKED', attempts: 5 });
  });
});

test('an authenticator app that Cognito does not list counts where a setting names it, from the next sign-in on', async () => {
  const { outputs } = runtime;
  await guardPublish({ methods: ['MAYBE_SOFTWARE_TOKEN_STEP_UP'] });
  const user = await createUser(outputs, { phoneVerified: false, emailVerified: false });
  const { accessToken: AccessToken } = await signInAs(outputs, user);
  const cognito = cognitoOf(outputs);
  const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totpCode(SecretCode, Date.now()) }));
  const tooNew = challengeIdOf(await call(AccessToken)());
  expect(errorOf(await initiate(outputs, AccessToken, tooNew)).errorType).toBe('FactorTooNew');

  const { accessToken } = await signInAs(outputs, user);
  const again = call(accessToken);
  const challengeId = challengeIdOf(await again());
  expect((await initiate(outputs, accessToken, challengeId)).data).toMatchObject({
    initiateStepUp: { challenge: { method: 'MAYBE_SOFTWARE_TOKEN_STEP_UP', destination: null } },
  });
  const code = totpCode(SecretCode, Date.now() + 30_000);
  expect(errorOf(await respond(outputs, accessToken, challengeId, wrongCode(code))).errorType).toBe('CodeMismatch');
  expect((await respond(outputs, accessToken, challengeId, code)).errors).toEqual([]);
  expect(await again()).toMatchObject({ errors: [], data: { publish: { replayed: false } } });
});
