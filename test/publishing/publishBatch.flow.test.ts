import { randomUUID } from 'node:crypto';
import { totpCode } from 'local-cloud/totp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishBatchPayload } from '../../schema/generated/types.ts';
import { graphql, graphqlData, type Identity } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishMutation, registerDevice } from '../support/operations.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn, signInAs } from '../support/signIn.ts';
import { challengeIdOf, createUser, errorOf, initiate, proveBy, putSetting, respond } from '../support/stepUp.ts';

let runtime: Runtime;
let outputs: HeliographOutputs;
let ada: SignedIn;
let alice: SignedIn;
let paula: SignedIn;

beforeAll(async () => {
  runtime = await Runtime.start({ args: ['--fresh'] });
  ({ outputs } = runtime);
  ada = await signIn(outputs, 'ada');
  alice = await signIn(outputs, 'alice');
  paula = await signIn(outputs, 'paula');
  await registerDevice(outputs, alice, 'alices-phone', { fcm: { token: 'alices-token' } });
  // One proof: from here on the settings can be changed.
  const setting = { operation: 'Mutation.putStepUpSetting', requirement: 'STEP_UP_NOT_REQUIRED' };
  const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
  await initiate(outputs, ada.accessToken, challengeId);
  const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
  await respond(outputs, ada.accessToken, challengeId, totpCode(secret, Date.now() + 30_000));
  expect((await putSetting(outputs, ada.accessToken, setting)).errors).toEqual([]);
});
afterAll(() => runtime[Symbol.asyncDispose]());

const mutation = `mutation ($input: PublishBatchInput!) {
  publishBatch(input: $input) {
    results { id message { id status title progress { total } } unreachable replayed error { code retryable senderFault errorInfo } }
  }
}`;

interface Entry {
  readonly id: string;
  readonly message: object;
}

function entry(id: string, message: object = {}): Entry {
  const given = { idempotencyKey: randomUUID(), audience: { userIds: [alice.sub] }, content: { title: id } };
  return { id, message: { ...given, ...message } };
}

const batch = (identity: Identity, entries: readonly Entry[]) =>
  graphql(outputs, identity, mutation, { input: { entries } });

async function results(identity: Identity, entries: readonly Entry[]) {
  const input = { entries };
  const data = await graphqlData<{ publishBatch: PublishBatchPayload }>(outputs, identity, mutation, { input });
  return data.publishBatch.results;
}

describe('publishBatch', () => {
  it('delivers what is right and answers for what is not, in order', async () => {
    const answered = await results(paula.accessToken, [
      entry('first'),
      entry('empty', { content: { title: '' } }),
      entry('nobody', { audience: { userIds: ['nobody'] } }),
      entry('second', {
        audience: { userIds: [alice.sub, 'nobody'] },
        content: { title: 'second', data: '{"a":"b"}' },
      }),
      entry('topic', { audience: { topic: { topicId: 'none' } } }),
    ]);
    expect(answered).toMatchObject([
      { id: 'first', message: { status: 'ACCEPTED', title: 'first' }, replayed: false, error: null },
      { id: 'empty', message: null, error: { code: 'InvalidInput', senderFault: true, retryable: false } },
      { id: 'nobody', message: null, error: { code: 'UnknownRecipient' } },
      { id: 'second', unreachable: ['nobody'], error: null },
      { id: 'topic', error: { code: 'NotFound' } },
    ]);
    expect(JSON.parse(`${answered[1]?.error?.errorInfo}`)).toMatchObject({ field: 'input.content.title' });
    await until(async () => (await outboxOf(outputs, { token: 'alices-token' })).length === 2);
  });

  it('takes a hundred entries, from a service too', async () => {
    const entries = Array.from({ length: 100 }, (_, index) => entry(`entry-${index}`));
    const answered = await results(outputs.service, entries);
    expect(answered.map(({ id, error }) => ({ id, error }))).toEqual(entries.map(({ id }) => ({ id, error: null })));
    expect(new Set(answered.map(({ message }) => message?.id)).size).toBe(100);
  });

  it('knows what was accepted before, here or through publish', async () => {
    const one = entry('one');
    const other = entry('other');
    const published = await graphqlData<{ publish: { message: { id: string } } }>(
      outputs,
      paula.accessToken,
      publishMutation,
      { input: other.message },
    );
    const [first] = await results(paula.accessToken, [one]);
    const again = await results(paula.accessToken, [other, one]);
    expect(again).toMatchObject([
      { replayed: true, message: { id: published.publish.message.id } },
      { replayed: true, message: { id: first?.message?.id } },
    ]);
    expect(await graphqlData(outputs, paula.accessToken, publishMutation, { input: one.message })).toMatchObject({
      publish: { replayed: true, message: { id: first?.message?.id } },
    });
    expect(await results(paula.accessToken, [entry('a', { ...one.message, content: { title: 'b' } })])).toMatchObject([
      { error: { code: 'IdempotencyKeyReused' } },
    ]);
  });

  it.each([
    ['EmptyBatchRequest', () => []],
    ['TooManyEntriesInBatchRequest', () => Array.from({ length: 101 }, (_, index) => entry(`${index}`))],
    ['BatchEntryIdsNotDistinct', () => [entry('a'), entry('a')]],
    ['InvalidBatchEntryId', () => [entry('a b')]],
    [
      'BatchRequestTooLong',
      () => Array.from({ length: 100 }, (_, index) => entry(`${index}`, { content: { title: 'x'.repeat(3000) } })),
    ],
  ])('answers %s', async (errorType, entries) => {
    expect(errorOf(await batch(paula.accessToken, entries()))).toMatchObject({ errorType });
  });
});

describe('a batch to a topic', () => {
  it('is published whole, each message with its own answer from SNS', async () => {
    const create = 'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }';
    const input = { idempotencyKey: randomUUID(), name: 'News', type: 'STANDARD' };
    const { createTopic } = await graphqlData<{ createTopic: { topic: { id: string } } }>(
      outputs,
      ada.accessToken,
      create,
      { input },
    );
    const audience = { topic: { topicId: createTopic.topic.id } };
    const entries = Array.from({ length: 25 }, (_, index) => entry(`news-${index}`, { audience }));
    const accepted = await results(paula.accessToken, entries);
    const query = 'query ($id: ID!) { message(id: $id) { status publication { snsMessageId } } }';
    const seen = new Set<string>();
    await until(async () => {
      for (const { message } of accepted) {
        const found = await graphqlData<{ message: { publication: { snsMessageId: string } | null } }>(
          outputs,
          paula.accessToken,
          query,
          { id: message?.id },
        );
        if (found.message.publication) seen.add(found.message.publication.snsMessageId);
      }
      return seen.size === 25;
    });
  });
});

describe('step-up', () => {
  const set = async (operation: string, requirement: string) =>
    expect((await putSetting(outputs, ada.accessToken, { operation, requirement })).errors).toEqual([]);

  it.each(['Mutation.publish', 'Mutation.publishBatch'])(
    'of %s holds for batches: one proof, one batch',
    async (operation) => {
      await set(operation, 'STEP_UP_REQUIRED');
      const user = await createUser(outputs);
      const { accessToken } = await signInAs(outputs, user);
      const entries = [entry('a'), entry('b')];
      const challengeId = challengeIdOf(await batch(accessToken, entries));
      await proveBy(outputs, accessToken, challengeId, user.phone);
      // Of two at once, one goes through; what comes after needs another proof.
      const [first, second] = await Promise.all([batch(accessToken, entries), batch(accessToken, entries)]);
      const errors = [first, second].flatMap((answer) => answer.errors.map(({ errorType }) => errorType));
      expect(errors).toHaveLength(1);
      expect(['StepUpRequired', 'StepUpGrantSpent']).toContain(errors[0]);
      challengeIdOf(await batch(accessToken, entries));
      await set(operation, 'STEP_UP_NOT_REQUIRED');
      expect(await results(accessToken, entries)).toMatchObject([{ replayed: true }, { replayed: true }]);
    },
  );

  it('denied for publish is denied for batches, services’ too', async () => {
    await set('Mutation.publish', 'STEP_UP_DENY');
    for (const identity of [paula.accessToken, outputs.service]) {
      expect(errorOf(await batch(identity, [entry('a')]))).toMatchObject({ errorType: 'OperationDenied' });
    }
    await set('Mutation.publish', 'STEP_UP_NOT_REQUIRED');
  });
});
