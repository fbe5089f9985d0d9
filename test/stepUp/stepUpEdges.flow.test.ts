import { randomUUID } from 'node:crypto';
import { AssociateSoftwareTokenCommand, VerifySoftwareTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { claimsOf } from 'local-cloud/testing/users';
import { totpCode } from 'local-cloud/totp';
import { describe, expect } from 'vitest';
import { type Key, type StepUpToken, stepUpGrantKey, stepUpSessionKey } from '../../functions/rules/keys.ts';
import type { StepUpSessionProof } from '../../functions/rules/stepUp/StepUpRows.ts';
import { cognitoOf } from '../support/cognito.ts';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { type GraphQLAnswer, graphql } from '../support/graphql.ts';
import { newRecipient } from '../support/newRecipient.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { nextTotpCode, signInAs } from '../support/signIn.ts';
import {
  challengeIdOf,
  challengeOf,
  errorOf,
  initiate,
  lastCode,
  proveBy,
  publishAs,
  respond,
  wrongCode,
} from '../support/stepUp.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { createUser, newPublisher, type User } from '../support/users.ts';

let outputs: HeliographOutputs;
let ada: User;
let recipient: User;
let database: DynamoDBDocumentClient;
let sessionsTable: string;

test.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await adminOfSettings(outputs);
  recipient = await newRecipient(outputs);
  database = databaseOf(outputs);
  sessionsTable = await tableOf(outputs, 'StepUpSessions');
});
test.afterAll(() => clearSettings(outputs, ada));
// Tests that need another rule set it.
test.beforeEach(() => guardPublish(outputs, ada));

/** Returns a publish call that can be repeated. */
function call(token: string): () => Promise<GraphQLAnswer> {
  const key = randomUUID();
  return () => publishAs(outputs, token, recipient, 'hello', key);
}

function tokenOf(token: string): StepUpToken {
  const { jti, sub } = claimsOf(token);
  return { tokenId: `${jti}`, userId: `${sub}` };
}

function grantKey(token: string): Key {
  return stepUpGrantKey(tokenOf(token), { operation: 'Mutation.publish' });
}

async function rowAt(key: Key): Promise<Record<string, unknown>> {
  const { Item } = await database.send(new GetCommand({ TableName: sessionsTable, Key: key }));
  return Item ?? {};
}

/** Moves a time of a row into the past. The row stays, as rows do until DynamoDB's TTL deletes them. */
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
  test.each([
    ['its end has come', 'expiresAt', 0],
    ['it is as old as the setting allows', 'completedAt', -300],
  ])('a proof does not count once %s, though its row is there', async (_, attribute, offset) => {
    const { accessToken, phone } = await newPublisher(outputs);
    const again = call(accessToken);
    const challengeId = challengeIdOf(await again());
    await proveBy(outputs, accessToken, challengeId, phone);
    await move(grantKey(accessToken), attribute, seconds() + offset);
    expect(challengeIdOf(await again())).not.toBe(challengeId);
  });

  test('the right code comes too late once the challenge’s end has come, and a new challenge keeps the count', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
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
    const { accessToken, phone } = await newPublisher(outputs);
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
  test('lasts as long as the setting says, to the token’s end, and not longer than its row says', async () => {
    await guardPublish(outputs, ada, { scope: 'SESSION', maxAge: 3600 });
    const { accessToken, phone } = await newPublisher(outputs);
    await proveBy(outputs, accessToken, challengeIdOf(await call(accessToken)()), phone);
    const key = stepUpSessionKey(tokenOf(accessToken));
    const { 'proof:Mutation.publish': proof } = (await rowAt(key)) as unknown as {
      'proof:Mutation.publish': StepUpSessionProof;
    };
    expect(proof.expiresAt).toBe(Number(claimsOf(accessToken).exp));
    expect((await call(accessToken)()).errors).toEqual([]);
    await move(key, 'proof:Mutation.publish', { ...proof, expiresAt: seconds() });
    expect(errorOf(await call(accessToken)()).errorType).toBe('StepUpRequired');
  });
});

describe('calls refused at once', () => {
  test('that are the same open one challenge, whose count they share', async () => {
    const { accessToken } = await newPublisher(outputs);
    const again = call(accessToken);
    const ids = await Promise.all(Array.from({ length: 8 }, async () => challengeIdOf(await again())));
    const { challengeId } = (await rowAt(grantKey(accessToken))) as { challengeId?: string };
    expect(new Set(ids)).toEqual(new Set([challengeId]));
  });

  test('with other arguments each are told of no challenge but their own', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
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
    const { accessToken, phone } = await newPublisher(outputs);
    const challengeId = challengeIdOf(await call(accessToken)());
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    // The right code follows more wrong ones than a challenge allows, so it never counts.
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
  await guardPublish(outputs, ada, { methods: ['MAYBE_SOFTWARE_TOKEN_STEP_UP'] });
  const user = await createUser(outputs, { groups: ['publishers'], phoneVerified: false, emailVerified: false });
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
  const code = nextTotpCode(SecretCode);
  expect(errorOf(await respond(outputs, accessToken, challengeId, wrongCode(code))).errorType).toBe('CodeMismatch');
  expect((await respond(outputs, accessToken, challengeId, code)).errors).toEqual([]);
  expect(await again()).toMatchObject({ errors: [], data: { publish: { replayed: false } } });
});
