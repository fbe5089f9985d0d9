import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { PublishBatchPayload } from '../../schema/generated/types.ts';
import { graphql, graphqlData, type Identity } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { createTopic, publishMutation, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { challengeIdOf, errorOf, proveBy, putSetting } from '../support/stepUp.ts';
import { adminOfSettings, clearSettings } from '../support/stepUpSettings.ts';
import { newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let paula: User;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await adminOfSettings(outputs);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
  await registerDevice(outputs, alice, own('batch-phone'), { fcm: { token: own('batch-token') } });
});
it.afterAll(() => clearSettings(outputs, ada));

const mutation = `mutation ($input: PublishBatchInput!) {
  publishBatch(input: $input) {
    results { id message { id status title } unreachable replayed error { code retryable senderFault errorInfo } }
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
    await until(
      'both messages arrive',
      () => outboxOf(outputs, { token: own('batch-token') }),
      ({ length }) => length === 2,
    );
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
    const audience = { topic: { topicId: await createTopic(outputs, ada, 'News') } };
    const entries = Array.from({ length: 25 }, (_, index) => entry(`news-${index}`, { audience }));
    const accepted = await results(paula.accessToken, entries);
    const query = 'query ($id: ID!) { message(id: $id) { status publication { snsMessageId } } }';
    const published = async () => {
      const messages = await Promise.all(
        accepted.map(({ message }) =>
          graphqlData<{ message: { publication: { snsMessageId: string } | null } }>(
            outputs,
            paula.accessToken,
            query,
            { id: message?.id },
          ),
        ),
      );
      return new Set(messages.flatMap(({ message }) => message.publication?.snsMessageId ?? []));
    };
    await until('all are published', published, ({ size }) => size === 25);
  });
});

describe('step-up', () => {
  const set = async (operation: string, requirement: string) =>
    expect((await putSetting(outputs, ada.accessToken, { operation, requirement })).errors).toEqual([]);

  it.each(['Mutation.publish', 'Mutation.publishBatch'])(
    'of %s holds for batches: one proof, one batch',
    async (operation) => {
      await set(operation, 'STEP_UP_REQUIRED');
      const { accessToken, phone } = await newPublisher(outputs);
      const entries = [entry('a'), entry('b')];
      const challengeId = challengeIdOf(await batch(accessToken, entries));
      await proveBy(outputs, accessToken, challengeId, phone);
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
