import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbChallengeStore } from '../../functions/aws/dynamodb/DynamoDbChallengeStore.ts';
import { stepUpGrantKey, stepUpSessionKey } from '../../functions/rules/keys.ts';
import type { StepUpGrantRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { openRow, signedInAt } from '../stepUp/fakes.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

const TOKEN = 'token';
const token = { tokenId: TOKEN, userId: openRow.userId };
const now = signedInAt + 100;

let tables: StartedTables;
let client: DynamoDBDocumentClient;
let store: DynamoDbChallengeStore;
let sessions: string;

beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
});
afterAll(() => tables.stop());
beforeEach(freshStore);

async function freshStore(): Promise<void> {
  sessions = await tables.create('sessions');
  store = new DynamoDbChallengeStore(client, { sessions, audit: await tables.create('audit') });
}

/** An initiated challenge of an operation, which is its id too. */
async function challenge(operation: string, change: Partial<StepUpGrantRow> = {}): Promise<StepUpGrantRow> {
  const row: StepUpGrantRow = {
    ...openRow,
    challengeId: operation,
    operation,
    status: 'STEP_UP_INITIATED',
    method: 'SMS_STEP_UP',
    ...change,
  };
  await client.send(new PutCommand({ TableName: sessions, Item: { ...stepUpGrantKey(token, row), ...row } }));
  return row;
}

const complete = (row: StepUpGrantRow, completedAt = now) =>
  store.complete(TOKEN, row, {
    method: 'SMS_STEP_UP',
    completedAt,
    expiresAt: completedAt + 300,
    audit: { id: row.operation, at: 'now', userId: 'user', challengeId: row.challengeId, outcome: 'x', ttl: 0 },
  });

async function session(): Promise<Record<string, unknown>> {
  const { Item = {} } = await client.send(new GetCommand({ TableName: sessions, Key: stepUpSessionKey(token) }));
  return Item;
}

describe('session proofs', () => {
  it('of several groups stand beside each other, and beside that of an operation without one', async () => {
    const proof = (completedAt: number) => ({ method: 'SMS_STEP_UP', completedAt, expiresAt: completedAt + 300 });
    const rows = await Promise.all([
      challenge('a', { scope: 'SESSION', group: 'one' }),
      challenge('b', { scope: 'SESSION', group: '__proto__' }),
      challenge('c', { scope: 'SESSION' }),
      challenge('d', { scope: 'OPERATION', group: 'two' }),
    ]);
    expect(await Promise.all(rows.map((row, index) => complete(row, now + index)))).toEqual([true, true, true, true]);
    expect(await session()).toMatchObject({
      'proof:one': proof(now),
      'proof:__proto__': proof(now + 1),
      'proof:c': proof(now + 2),
    });
    expect(await session()).not.toHaveProperty(['proof:two']);
  });

  it('are not given while the group is locked', async () => {
    const one = await challenge('one', { scope: 'SESSION', group: 'g' });
    await store.lock(TOKEN, await challenge('other', { group: 'g' }), now + 900);
    expect(await complete(one)).toBe(false);
    expect(await session()).not.toHaveProperty(['proof:g']);
    expect(await store.find(token, 'one')).toMatchObject({ status: 'STEP_UP_INITIATED', lockedUntil: now + 900 });
    expect(await complete(one, now + 900)).toBe(true);
  });
});

describe('answers', () => {
  it('are counted over all operations of a group, and those of another group or of none are not', async () => {
    const a = await challenge('a', { group: 'g' });
    const b = await challenge('b', { group: 'g' });
    const elsewhere = await challenge('c', { group: 'h' });
    const alone = await challenge('d');
    expect(await store.claimAttempt(TOKEN, a, now)).toMatchObject({ attempts: 1 });
    expect(await store.claimAttempt(TOKEN, b, now)).toMatchObject({ attempts: 2 });
    expect(await store.claimAttempt(TOKEN, elsewhere, now)).toMatchObject({ attempts: 1 });
    expect(await store.claimAttempt(TOKEN, alone, now)).toMatchObject({ attempts: 1 });
    expect(await store.find(token, 'a')).toMatchObject({ attempts: 2 });
    expect(await store.claimAttempt(TOKEN, a, now)).toMatchObject({ attempts: 3 });
    expect(await store.claimAttempt(TOKEN, b, now)).toBeNull();
    // What was not counted for the group is not for the challenge.
    expect(await store.find(token, 'b')).toMatchObject({ attempts: 3 });
    await store.returnAttempt(TOKEN, a);
    expect(await store.claimAttempt(TOKEN, b, now)).toMatchObject({ attempts: 3 });
  });

  it('start anew behind a lock that has run out, and behind a right one', async () => {
    const a = await challenge('a', { group: 'g' });
    const b = await challenge('b', { group: 'g' });
    await store.claimAttempt(TOKEN, a, now);
    await store.lock(TOKEN, a, now + 100);
    expect(await store.claimAttempt(TOKEN, b, now + 99)).toBeNull();
    expect(await store.claimAttempt(TOKEN, b, now + 100)).toMatchObject({ attempts: 1 });
    expect(await complete(b, now + 100)).toBe(true);
    const c = await challenge('c', { group: 'g' });
    expect(await store.claimAttempt(TOKEN, c, now + 100)).toMatchObject({ attempts: 1 });
  });

  it('given at once to all operations of a group are as many as to one', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 }),
          fc.integer({ min: 1, max: 4 }),
          async (given, maxAttempts) => {
            const rows = new Map<string, StepUpGrantRow>();
            for (const name of ['a', 'b', 'c']) rows.set(name, await challenge(name, { group: 'g', maxAttempts }));
            const claims = await Promise.all(
              given.map((name) => store.claimAttempt(TOKEN, rows.get(name) ?? openRow, now)),
            );
            expect(claims.filter((claim) => claim !== null).length).toBeLessThanOrEqual(maxAttempts);
          },
        )
        .beforeEach(freshStore),
      runs(20),
    );
  });
});

it('services that ask about one operation have a challenge and a session proof each', async () => {
  const one = await challenge('a:b', { challengeId: 'one', scope: 'SESSION', service: 'arn:one' });
  await challenge('a:b', { challengeId: 'other', scope: 'SESSION', service: 'arn:other' });
  expect(await complete(one)).toBe(true);
  expect(await store.find(token, 'one')).toMatchObject({ status: 'STEP_UP_COMPLETED' });
  expect(await store.find(token, 'other')).toMatchObject({ status: 'STEP_UP_INITIATED' });
  expect(Object.keys(await session()).filter((name) => name.startsWith('proof:'))).toEqual(['proof:a:b arn:one']);
});

it('a challenge of another token, or of another user under the same, is not found', async () => {
  await challenge('a');
  expect(await store.find({ ...token, tokenId: 'another' }, 'a')).toBeNull();
  expect(await store.find({ ...token, userId: 'another' }, 'a')).toBeNull();
  expect(await store.find(token, 'another')).toBeNull();
  expect(await store.find(token, 'a')).toMatchObject({ operation: 'a' });
});

describe('a sign-in at Cognito', () => {
  const cognitoSignIn = { session: 'first', webAuthnChallenge: 'AAAA', relyingPartyId: 'app.example' };
  const initiation = {
    method: 'PASSKEY_STEP_UP',
    expiresAt: now + 600,
    codeLength: undefined,
    destination: undefined,
    matchNumber: undefined,
  } as const;
  const read = () => store.find(token, 'a');

  it('is taken once, however often at once', async () => {
    const row = await challenge('a', { cognitoSignIn });
    expect((await Promise.all(Array.from({ length: 5 }, () => store.takeSignIn(TOKEN, row)))).toSorted()).toEqual([
      ...Array(4).fill(false),
      true,
    ]);
    expect(await read()).not.toHaveProperty('cognitoSignIn');
  });

  it('that another replaced in between stays', async () => {
    const row = await challenge('a', { cognitoSignIn });
    const next = { ...cognitoSignIn, session: 'second' };
    await store.initiate(TOKEN, row, { ...initiation, cognitoSignIn: next });
    expect(await store.takeSignIn(TOKEN, row)).toBe(false);
    expect(await read()).toMatchObject({ cognitoSignIn: next });
  });

  it('goes where the next initiation has none, with what else that has not', async () => {
    const row = await challenge('a', { cognitoSignIn, codeLength: 8, destination: 'a***@e***', matchNumber: '12' });
    const initiated = await store.initiate(TOKEN, row, { ...initiation, cognitoSignIn: undefined, codeLength: 6 });
    expect(initiated).toMatchObject({ method: 'PASSKEY_STEP_UP', codeLength: 6, expiresAt: now + 600 });
    for (const gone of ['cognitoSignIn', 'destination', 'matchNumber']) expect(await read()).not.toHaveProperty(gone);
  });

  it('is not left in the grant', async () => {
    const row = await challenge('a', { cognitoSignIn });
    expect(await complete(row)).toBe(true);
    expect(await read()).toMatchObject({ status: 'STEP_UP_COMPLETED' });
    expect(await read()).not.toHaveProperty('cognitoSignIn');
  });
});
