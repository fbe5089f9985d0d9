import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, NOW, publisher, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const message = (more: JsonObject = {}): JsonObject => ({
  idempotencyKey: 'key',
  audience: { userIds: ['ann'] },
  content: { title: 'Hi' },
  ...more,
});

function batch(entries: JsonObject[]) {
  return resolvers.run('Mutation.publishBatch', 'request', { arguments: { input: { entries } } });
}

/** Objects in objects, so deep. */
function nested(depth: number): JsonObject {
  let value: JsonObject = { end: 1 };
  for (let level = 0; level < depth; level += 1) value = { next: value };
  return value;
}

describe('publishBatch, before anything is decided', () => {
  it('hands every entry on, with the arguments that publish would know it by', () => {
    const { stash } = batch([
      { id: 'a', message: message({ scheduledAt: '2026-01-02T00:00:00+01:00' }) },
      { id: 'b', message: message({ content: { title: '' } }) },
    ]);
    const published = resolvers.run('Mutation.publish', 'request', {
      arguments: { input: message({ scheduledAt: '2026-01-02T00:00:00+01:00' }) },
    });
    expect(stash.entries).toMatchObject([
      { id: 'a', message: { scheduledAt: '2026-01-02T00:00:00+01:00' }, arguments: published.stash.arguments },
      { id: 'b' },
    ]);
  });

  it('binds a proof to the entries, their ids and their order', () => {
    const of = (...entries: JsonObject[]) => batch(entries).stash.arguments;
    const a = { id: 'a', message: message() };
    const b = { id: 'b', message: message({ content: { title: 'Ho' } }) };
    const all = [of(a), of(b), of(a, b), of(b, a), of({ ...a, id: 'b' }, { ...b, id: 'a' })];
    expect(new Set(all).size).toBe(all.length);
    expect(of(a, b)).toBe(of({ message: message({ options: null }), id: 'a' }, b));
  });

  it.each([13, 5000])('leaves what is nested %i levels deep to its own result', (depth) => {
    const { stash } = batch([
      { id: 'deep', message: message({ content: { title: 'Hi', overrides: { apns: nested(depth) } } }) },
      { id: 'fine', message: message() },
    ]);
    const field = expect.stringMatching(/^input\.content\.overrides\.apns\.next/);
    expect(stash.entries).toMatchObject([
      { id: 'deep', refusal: { errorType: 'InvalidInput', errorInfo: { field } } },
      { arguments: expect.any(String) },
    ]);
  });

  it.each<[string, JsonObject[], string]>([
    ['no entry', [], 'EmptyBatchRequest'],
    [
      '101 entries',
      Array.from({ length: 101 }, (_, index) => ({ id: `${index}`, message: message() })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'one id twice',
      [
        { id: 'a', message: message() },
        { id: 'a', message: message() },
      ],
      'BatchEntryIdsNotDistinct',
    ],
    ['an id that is none', [{ id: 'a.b', message: message() }], 'InvalidBatchEntryId'],
    [
      'more than 256 KiB',
      Array.from({ length: 100 }, (_, index) => ({
        id: `${index}`,
        message: message({ content: { title: 'é'.repeat(1300) } }),
      })),
      'BatchRequestTooLong',
    ],
  ])('refuses %s', (_, entries, errorType) => {
    expect(errorOf(batch(entries))).toMatchObject({
      errorType,
      errorInfo: { field: `input.entries${errorType === 'InvalidBatchEntryId' ? '.0.id' : ''}` },
    });
  });
});

const setting = {
  requirement: 'STEP_UP_REQUIRED',
  scope: 'SESSION',
  methods: ['SMS_STEP_UP', 'EMAIL_STEP_UP'],
  maxAge: 300,
  maxAttempts: 5,
};

describe('the guard of a batch', () => {
  const info = {
    fieldName: 'publishBatch',
    parentTypeName: 'Mutation',
    variables: {},
    selectionSetList: [],
    selectionSetGraphQL: '',
  };
  const decide = (settings: (JsonObject | null)[], sessions: (JsonObject | null)[] = [null, null]) => {
    const { stash } = batch([{ id: 'a', message: message() }]);
    const result = { data: { settings, sessions }, unprocessedKeys: {} };
    return resolvers.run('steps/guard', 'response', { info, stash, result, identity: publisher });
  };

  it('reads what is set for publish too', () => {
    const { stash } = batch([{ id: 'a', message: message() }]);
    const request = resultOf(resolvers.run('steps/guard', 'request', { info, stash }));
    expect(request).toMatchObject({
      tables: {
        settings: {
          keys: [{ sk: { S: 'OPERATION#Mutation.publishBatch' } }, { sk: { S: 'OPERATION#Mutation.publish' } }],
        },
      },
    });
  });

  it.each([
    [[{ ...setting, requirement: 'STEP_UP_NOT_REQUIRED' }, setting]],
    [[setting, { ...setting, requirement: 'STEP_UP_NOT_REQUIRED' }]],
    [[null, setting]],
    [[setting, null]],
  ])('asks for a proof where either does: %#', (settings) => {
    expect(decide(settings).stash.challenge).toMatchObject({ rule: { requirement: 'STEP_UP_REQUIRED' } });
  });

  it('denies where either does, and lets pass where neither asks', () => {
    const denied = { ...setting, requirement: 'STEP_UP_DENY' };
    expect(errorOf(decide([null, denied]))).toMatchObject({ errorType: 'OperationDenied' });
    expect(errorOf(decide([denied, setting]))).toMatchObject({ errorType: 'OperationDenied' });
    expect(Object.hasOwn(decide([null, null]).stash, 'challenge')).toBe(false);
  });

  it('takes a session’s proof only where both do', () => {
    const proof = (method: string) => ({ method, completedAt: NOW / 1000, expiresAt: NOW / 1000 + 900 });
    const asks = (settings: JsonObject[], method: string, group = 'Mutation.publishBatch') =>
      Object.hasOwn(decide(settings, [null, { sk: 'SESSION', [`proof:${group}`]: proof(method) }]).stash, 'challenge');
    const smsAlone = { ...setting, methods: ['SMS_STEP_UP'] };
    expect(asks([setting, smsAlone], 'SMS_STEP_UP')).toBe(false);
    expect(asks([setting, smsAlone], 'EMAIL_STEP_UP')).toBe(true);
    expect(asks([setting, { ...setting, scope: 'OPERATION' }], 'SMS_STEP_UP')).toBe(true);
    const grouped = { ...setting, group: 'g' };
    expect(asks([grouped, grouped], 'SMS_STEP_UP', 'g')).toBe(false);
    expect(asks([grouped, setting], 'SMS_STEP_UP', 'g')).toBe(true);
    expect(asks([grouped, setting], 'SMS_STEP_UP')).toBe(true);
    expect(asks([{ ...grouped, group: 'h' }, grouped], 'SMS_STEP_UP', 'g')).toBe(true);
  });
});

describe('the answer of a batch', () => {
  it('calls the function only with the caller’s own id', () => {
    const { stash } = batch([{ id: 'a', message: message() }]);
    const { payload } = resultOf(resolvers.run('steps/acceptBatch', 'request', { stash }));
    expect(payload).toMatchObject({ publisherId: 'paula', entries: [{ id: 'a' }] });
  });

  it('is Unavailable where the function failed, without its words', () => {
    const error = { type: 'Lambda:Unhandled', message: 'secret' };
    const failed = errorOf(resolvers.run('steps/acceptBatch', 'response', { error, result: null }));
    expect(failed).toMatchObject({ errorType: 'Unavailable', errorInfo: { retryable: true } });
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('shows each entry’s message or error', () => {
    const row = {
      id: 'm',
      publisherId: 'paula',
      status: 'ACCEPTED',
      content: { title: 'Hi', data: { a: 'b' } },
      options: {},
      audience: { userIds: ['ann'] },
      reporting: 'AUTOMATIC',
      createdAt: '',
      expiresAt: '',
      ttl: 1,
    };
    const error = { code: 'NotFound', message: 'no', retryable: false, senderFault: true, errorInfo: { field: 'x' } };
    const results = [
      { id: 'a', message: row, unreachable: [], replayed: false, error: null },
      { id: 'b', message: null, unreachable: [], replayed: false, error },
    ];
    const answer = resultOf(resolvers.run('Mutation.publishBatch', 'response', { prev: { result: results } }));
    expect(answer.results).toMatchObject([
      { id: 'a', message: { id: 'm', title: 'Hi', data: '{"a":"b"}' }, error: null },
      { id: 'b', message: null, error: { ...error, errorInfo: '{"field":"x"}' } },
    ]);
  });
});
