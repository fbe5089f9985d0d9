import fc from 'fast-check';
import type { JsonObject, JsonValue } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runField } from '../support/runField.ts';
import { publisher, Resolvers } from '../support/runResolver.ts';
import { brokenMembers, validInput } from './publishInputs.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

/** What a call is known by, for its idempotency key and its proof. */
function argumentsOf(field: string, input: JsonObject): JsonValue | undefined {
  const identity = { ...publisher, groups: ['admins'] };
  const { end, stash } = resolvers.run(`Mutation.${field}`, 'request', { arguments: { input }, identity });
  if (end.kind === 'error') throw new Error(JSON.stringify(end.error));
  return stash.arguments;
}

const defaults: readonly (readonly [string, JsonValue])[] = [
  ['options', {}],
  ['options', { timeToLive: 86_400 }],
  ['options', { timeToLive: 86_400, priority: 'NORMAL', pushType: 'ALERT', collapseId: null, groupId: null }],
  ['reporting', 'AUTOMATIC'],
  ['scheduledAt', null],
];

describe('calls of publish that mean the same are the same', () => {
  const plain = { idempotencyKey: 'key', audience: { userIds: ['ann', 'ben'] }, content: { title: 'Hi' } };

  it.each(defaults)('with %s written out as %j', (name, value) => {
    expect(argumentsOf('publish', { ...plain, [name]: value })).toBe(argumentsOf('publish', plain));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['users in another order', { audience: { userIds: ['ben', 'ann'] } }, {}],
    ['no overrides', { content: { title: 'Hi', overrides: {} } }, {}],
    ['empty overrides', { content: { title: 'Hi', overrides: { apns: {}, fcm: {} } } }, {}],
    ['empty data', { content: { title: 'Hi', data: {} } }, {}],
    ['no localizations', { content: { title: 'Hi', localizations: [] } }, {}],
    [
      'JSON encoded twice',
      { content: { title: 'Hi', data: '{"a":"1"}' } },
      { content: { title: 'Hi', data: { a: '1' } } },
    ],
    [
      'a URL in other letters',
      { content: { title: 'Hi', image: 'HTTPS://Example.com/A' } },
      { content: { title: 'Hi', image: 'https://example.com/A' } },
    ],
    [
      'languages in another order and other letters',
      {
        content: {
          title: 'Hi',
          localizations: [
            { locale: 'de_CH', title: 'A' },
            { locale: 'fr', body: null },
          ],
        },
      },
      { content: { title: 'Hi', localizations: [{ locale: 'FR' }, { locale: 'de-CH', title: 'A', body: null }] } },
    ],
    [
      'no attributes',
      { audience: { topic: { topicId: 't', attributes: {} } } },
      { audience: { topic: { topicId: 't' } } },
    ],
    ['one instant', { scheduledAt: '2026-06-01T01:00+01:00' }, { scheduledAt: '2026-06-01T00:00:00.000Z' }],
  ])('with %s', (_, one, other) => {
    expect(argumentsOf('publish', { ...plain, ...one })).toBe(argumentsOf('publish', { ...plain, ...other }));
  });

  it('but not where an override takes a member away', () => {
    const call = (fcm: JsonObject) => ({ ...plain, content: { title: 'Hi', overrides: { fcm } } });
    const kept = argumentsOf('publish', call({ android: { priority: 'high' } }));
    expect(argumentsOf('publish', call({ notification: null, android: { priority: 'high' } }))).not.toBe(kept);
    expect(argumentsOf('publish', call({ android: { priority: 'high', notification: null } }))).not.toBe(kept);
  });

  it('in any order of members, with nulls or without', () => {
    fc.assert(
      fc.property(validInput, (input) => {
        expect(argumentsOf('publish', reversed(input) as JsonObject)).toBe(argumentsOf('publish', input));
      }),
      runs(60),
    );
  });

  it('in a batch too', () => {
    const batch = (message: JsonObject) => argumentsOf('publishBatch', { entries: [{ id: 'a', message }] });
    expect(batch({ ...plain, options: { timeToLive: 86_400 } })).toBe(batch(plain));
    expect(batch({ ...plain, options: { timeToLive: 60 } })).not.toBe(batch(plain));
  });
});

function reversed(value: JsonValue | undefined): JsonValue {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(entries.toReversed().map(([name, member]) => [name, reversed(member)]));
}

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const policy = { kind: ['order', { prefix: 'a' }], size: [{ numeric: ['>', 1] }] };

describe('so are other calls', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['createTopic', { idempotencyKey: 'k', name: 'N' }, { type: 'STANDARD', access: 'APPROVAL' }],
    [
      'subscribeToTopic',
      { topicId, filterPolicy: policy },
      { filterPolicy: JSON.stringify({ size: policy.size, kind: policy.kind }) },
    ],
    [
      'addTopicSubscriber',
      { idempotencyKey: 'k', topicId, endpoint: { https: { url: 'https://example.com/x' } }, filterPolicy: policy },
      { endpoint: { email: null, https: { url: 'HTTPS://EXAMPLE.com/x' } } },
    ],
    [
      'addTopicSubscriber',
      { idempotencyKey: 'k', topicId, endpoint: { email: { address: 'Ops@example.com' } } },
      { endpoint: { email: { address: 'Ops@EXAMPLE.com' } } },
    ],
    [
      'redeliverToSubscriber',
      { idempotencyKey: 'k', topicId, endpoint: { https: { url: 'https://example.com/x' } } },
      { endpoint: { https: { url: 'HTTPS://EXAMPLE.com/x' }, sqs: null } },
    ],
    [
      'updateTopicSubscriber',
      { topicId, endpoint: { https: { url: 'https://example.com/x' } }, filterPolicy: policy },
      { endpoint: { https: { url: 'HTTPS://EXAMPLE.com/x' } }, rawDelivery: false, delivery: null },
    ],
    [
      'removeTopicSubscriber',
      { topicId, endpoint: { https: { url: 'https://example.com/x' } } },
      { endpoint: { https: { url: 'HTTPS://EXAMPLE.com/x' }, sqs: null } },
    ],
    [
      'registerDevice',
      { deviceId: 'phone', address: { apns: { token: 'ab' } } },
      { address: { apns: { token: 'AB', sandbox: false }, fcm: null }, name: '', locale: null },
    ],
    [
      'putStepUpSetting',
      { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED' },
      {
        ...{ scope: 'OPERATION', maxAge: 300, maxAttempts: 5, group: null },
        methods: ['EMAIL_STEP_UP', 'SMS_STEP_UP', 'SOFTWARE_TOKEN_STEP_UP'],
      },
    ],
  ])('%s', (field, input, same) => {
    expect(argumentsOf(field, { ...input, ...same })).toBe(argumentsOf(field, input));
  });

  it('and those that mean another thing are not', () => {
    const all = [
      argumentsOf('registerDevice', { deviceId: 'phone', address: { apns: { token: 'ab' } } }),
      argumentsOf('registerDevice', { deviceId: 'phone', address: { apns: { token: 'ab', sandbox: true } } }),
      argumentsOf('registerDevice', { deviceId: 'phone', address: { fcm: { token: 'ab' } } }),
      argumentsOf('registerDevice', { deviceId: 'phone', address: { fcm: { token: 'AB' } } }),
      argumentsOf('registerDevice', { deviceId: 'phone', address: { fcm: { token: 'AB' } }, locale: 'de' }),
      argumentsOf('subscribeToTopic', { topicId }),
      argumentsOf('subscribeToTopic', { topicId, filterPolicy: policy }),
      argumentsOf('subscribeToTopic', { topicId, filterPolicy: { ...policy, kind: ['order'] } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('previewPublish and publish', () => {
  const sources = (_: string, request: JsonObject): JsonValue => {
    if (request.operation !== 'BatchGetItem') return { keys: [], cancellationReasons: null };
    const tables = Object.entries(request.tables as Record<string, { keys: Record<string, { S: string }>[] }>);
    const known = tables.map(([table, { keys }]) => [
      table,
      table === 'devices' ? keys.map(({ pk }) => ({ pk: pk?.S })) : [],
    ]);
    return { data: Object.fromEntries(known), unprocessedKeys: {} };
  };
  const run = (coordinate: string, input: JsonObject) =>
    runField(resolvers, coordinate, { arguments: { input }, identity: publisher }, sources);

  it('judge alike: the same refusal, or payloads within the limit', () => {
    const seen: string[] = [];
    const changes = fc.oneof(
      fc.constant([]),
      fc.array(fc.constantFrom(...brokenMembers), { minLength: 1, maxLength: 2 }),
    );
    fc.assert(
      fc.property(validInput, changes, (valid, broken) => {
        const changed = broken.reduce((input, { change }) => change(input), valid);
        // What a preview is not given is right.
        const input = { ...changed, idempotencyKey: 'key', audience: { userIds: ['ann'] }, scheduledAt: null };
        const { content = {}, options = null } = input as JsonObject;
        const published = run('Mutation.publish', input);
        const preview = run('Query.previewPublish', { content, options, locale: null });
        if ('error' in preview) {
          expect(published).toEqual(preview);
          seen.push('refused');
          return;
        }
        const { payloads } = preview.value as unknown as { payloads: { withinLimit: boolean }[] };
        const fits = payloads.every(({ withinLimit }) => withinLimit);
        if (!fits) expect(published).toMatchObject({ error: { errorType: 'MessageTooLarge' } });
        // Other languages may be too large for `publish`: the preview shows one.
        else if ('error' in published) expect(published.error.errorType).toBe('MessageTooLarge');
        seen.push(fits ? 'fits' : 'large');
      }),
      runs(150),
    );
    expect(new Set(seen)).toContain('refused');
    expect(new Set(seen)).toContain('fits');
  });
});
