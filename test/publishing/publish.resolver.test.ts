import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { JsonObject } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseText } from '../../functions/rules/publishing/chooseText.ts';
import { readContent, readOptions } from '../../functions/rules/publishing/readMessage.ts';
import { renderPayload } from '../../functions/rules/publishing/renderPayload.ts';
import type { ContentInput, DeliveryOptionsInput } from '../../schema/generated/types.ts';
import { errorOf, NOW, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

/** What a publish comes to before `guard` reads. */
function publish(input: JsonObject) {
  const given = { idempotencyKey: 'key', audience: { userIds: ['ann'] }, content: { title: 'Hi' }, ...input };
  const checked = resolvers.run('Mutation.publish', 'request', { arguments: { input: given } });
  if (checked.end.kind === 'error') return checked;
  const judged = resolvers.run('steps/judgeMessage', 'request', { arguments: { input: given }, stash: checked.stash });
  if (judged.end.kind === 'error') return judged;
  return resolvers.run('steps/draftMessage', 'request', { stash: judged.stash });
}

/** The canonical arguments of a publish with these data. */
function canonical(input: JsonObject): unknown {
  return publish(input).stash.arguments;
}

const word = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('/', '=', '"', '\n', '\\', 'é', '😀', '0'));

describe('canonical arguments', () => {
  it('do not depend on the order of members, nor on nulls written out', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          word.filter((key) => key !== ''),
          word,
          { maxKeys: 5 },
        ),
        (data) => {
          const keys = Object.keys(data);
          const forth = Object.fromEntries(keys.map((key) => [key, data[key] ?? '']));
          const back = Object.fromEntries(keys.toReversed().map((key) => [key, data[key] ?? '']));
          expect(canonical({ content: { title: 'Hi', data: forth } })).toBe(
            canonical({ options: null, content: { body: null, data: back, title: 'Hi' } }),
          );
        },
      ),
      runs(60),
    );
  });

  it('differ wherever the arguments do', () => {
    const overrides = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, word, fc.integer(), fc.boolean(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(fc.constantFrom('a', 'b', '/', '0', '"a"'), tie('value'), { maxKeys: 3 }),
    })).object;
    const shallow = overrides.filter((value) => JSON.stringify(value).split(/[[{]/).length < 4);
    fc.assert(
      fc.property(shallow, shallow, (left, right) => {
        const of = (apns: unknown) =>
          canonical(JSON.parse(JSON.stringify({ content: { title: 'Hi', overrides: { apns } } })));
        const sorted = (value: unknown): unknown => {
          if (Array.isArray(value)) return value.map(sorted);
          if (typeof value !== 'object' || value === null) return value;
          const members = Object.entries(value)
            .toSorted(([one], [two]) => (one < two ? -1 : 1))
            .map(([key, member]) => ({ key, member: sorted(member) }));
          return { members };
        };
        const same = JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
        expect(of(left) === of(right)).toBe(same);
      }),
      runs(200),
    );
  });
});

describe('publish, before anything is read', () => {
  it('makes the message that will be written', () => {
    const { stash } = publish({ options: { timeToLive: 60 }, scheduledAt: '2026-01-02T00:00:00Z' });
    expect(stash.message).toMatchObject({
      publisherId: 'paula',
      status: 'SCHEDULED',
      scheduledAt: '2026-01-02T00:00:00.000Z',
      expiresAt: '2026-01-02T00:01:00.000Z',
      createdAt: new Date(NOW).toISOString(),
      options: { timeToLive: 60, priority: 'NORMAL', pushType: 'ALERT' },
    });
  });

  it('sends at once what is scheduled for a time that has passed', () => {
    expect(publish({ scheduledAt: '2025-12-31T00:00:00+01:00' }).stash.message).toMatchObject({ status: 'ACCEPTED' });
  });

  it.each<[string, JsonObject, string, string]>([
    ['a key that is not ASCII', { idempotencyKey: 'é' }, 'InvalidInput', 'input.idempotencyKey'],
    ['an empty key', { idempotencyKey: '' }, 'InvalidInput', 'input.idempotencyKey'],
    ['no time to live', { options: { timeToLive: 0 } }, 'InvalidInput', 'input.options.timeToLive'],
    ['more than 28 days', { options: { timeToLive: 2_419_201 } }, 'InvalidInput', 'input.options.timeToLive'],
    ['a long collapse id', { options: { collapseId: 'é'.repeat(33) } }, 'InvalidInput', 'input.options.collapseId'],
    ['more than a year ahead', { scheduledAt: '2027-01-02T00:00:00Z' }, 'InvalidInput', 'input.scheduledAt'],
    ['nobody', { audience: {} }, 'InvalidInput', 'input.audience'],
    [
      '91 users',
      { audience: { userIds: Array.from({ length: 91 }, () => randomUUID()) } },
      'InvalidInput',
      'input.audience.userIds',
    ],
    [
      'what is too large',
      { content: { title: 'Hi', data: { a: 'x'.repeat(4000) } } },
      'MessageTooLarge',
      'input.content',
    ],
    [
      'what is too large in one language',
      {
        content: {
          title: 'Hi',
          data: { a: 'x'.repeat(2000) },
          localizations: [{ locale: 'ja', body: 'あ'.repeat(700) }],
        },
      },
      'MessageTooLarge',
      'input.content',
    ],
  ])('refuses %s', (_, input, errorType, field) => {
    expect(errorOf(publish(input))).toMatchObject({ errorType, errorInfo: { field } });
  });

  it('has every recipient and the idempotency record looked up in one round trip with step-up', () => {
    const { stash } = publish({ audience: { userIds: Array.from({ length: 90 }, (__, index) => `user-${index}`) } });
    const request = resultOf(
      resolvers.run('steps/guard', 'request', { arguments: { input: { idempotencyKey: 'key' } }, stash }),
    );
    const keys = Object.values(request.tables as JsonObject).flatMap((table) => (table as { keys: JsonObject[] }).keys);
    expect(request.operation).toBe('BatchGetItem');
    expect(keys).toHaveLength(94);
  });
});

describe('a repeated call', () => {
  const setting = {
    requirement: 'STEP_UP_REQUIRED',
    scope: 'OPERATION',
    methods: ['SMS_STEP_UP'],
    maxAge: 300,
    maxAttempts: 5,
  };

  function guarded(members: { readonly settings?: JsonObject[]; readonly record?: JsonObject }) {
    const { stash } = publish({});
    const key = stash.recordKey as { readonly pk: string; readonly sk: string };
    const record = members.record && {
      ...key,
      arguments: stash.arguments ?? null,
      madeId: 'first',
      expiresAt: NOW / 1000 + 60,
      ...members.record,
    };
    const data = {
      settings: members.settings ?? [setting],
      sessions: [],
      messages: record ? [record] : [],
      devices: [],
    };
    return resolvers.run('steps/guard', 'response', {
      arguments: { input: { idempotencyKey: 'key' } },
      stash,
      result: { data, unprocessedKeys: {} },
    });
  }

  it('needs no new proof: nothing is done again', () => {
    const { stash, end } = guarded({ record: {} });
    expect(end.kind).toBe('value');
    expect(stash).toMatchObject({ madeId: 'first' });
    expect(stash.challenge).toBeUndefined();
    const accept = resolvers.run('steps/acceptMessage', 'request', {
      arguments: { input: { idempotencyKey: 'key' } },
      stash,
    });
    expect(accept.end.kind).toBe('earlyReturn');
  });

  it.each([
    ['a first call', undefined],
    ['a record whose day is over', { expiresAt: NOW / 1000 }],
  ])('is not %s', (_, record) => {
    const { stash } = guarded(record ? { record } : {});
    expect(stash.madeId).toBeUndefined();
    expect(stash.challenge).toMatchObject({ replaces: null });
  });

  it('with other arguments is refused, and a denied operation is denied to it too', () => {
    expect(errorOf(guarded({ record: { arguments: 'other' } })).errorType).toBe('IdempotencyKeyReused');
    const denied = { ...setting, requirement: 'STEP_UP_DENY' };
    expect(errorOf(guarded({ settings: [denied], record: {} })).errorType).toBe('OperationDenied');
  });
});

describe('what is measured is what is sent', () => {
  const content = fc.record(
    {
      title: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `T${text}`),
      body: fc.string({ unit: 'grapheme', maxLength: 40 }),
      data: fc
        .dictionary(fc.stringMatching(/^k[a-z]{1,5}$/), fc.string({ unit: 'grapheme', maxLength: 10 }), { maxKeys: 3 })
        .map((data) => JSON.parse(JSON.stringify(data))),
      badge: fc.integer({ min: 0, max: 99 }),
      sound: fc.constant('default'),
      image: fc.constant('https://example.com/a.png'),
      deepLink: fc.webUrl(),
      category: fc.string({ minLength: 1, maxLength: 8 }),
      thread: fc.string({ minLength: 1, maxLength: 8 }),
      localizations: fc.constant([{ locale: 'de', title: 'Hallo' }]),
      overrides: fc.constant({ apns: { aps: { x: 1 } }, fcm: { android: { y: true } } }),
    },
    { requiredKeys: ['title'] },
  );
  const options = fc.record(
    {
      timeToLive: fc.integer({ min: 1, max: 1000 }),
      priority: fc.constantFrom('NORMAL', 'HIGH'),
      collapseId: fc.string({ maxLength: 8 }),
      pushType: fc.constantFrom('ALERT', 'BACKGROUND'),
      groupId: fc.constant('orders'),
    },
    { requiredKeys: [] },
  );

  it('byte for byte, for any message', () => {
    fc.assert(
      fc.property(content, options, fc.constantFrom('de-CH', 'fr'), (given, chosen, locale) => {
        const input = JSON.parse(JSON.stringify({ content: given, options: chosen, locale })) as JsonObject;
        const { stash } = resolvers.run('Query.previewPublish', 'request', { arguments: { input } });
        const answer = resultOf(resolvers.run('steps/renderPreview', 'request', { arguments: { input }, stash }));
        const read = readContent(JSON.parse(JSON.stringify(input.content)) as ContentInput);
        const settings = readOptions(input.options as DeliveryOptionsInput);
        const { payloads } = answer.payload as {
          payloads: { platform: 'APNS' | 'FCM'; payload: string; size: number }[];
        };
        expect(payloads.map(({ platform }) => platform)).toEqual(['APNS', 'APNS_SANDBOX', 'FCM']);
        for (const { platform, payload, size } of payloads) {
          const sent = JSON.stringify(
            renderPayload(platform, {
              content: read,
              options: settings,
              text: chooseText(read, locale),
              messageId: '0'.repeat(26),
              deliveryId: `${'0'.repeat(26)}.${'0'.repeat(128)}`,
              timeToLive: settings.timeToLive,
              sequence: settings.groupId ? `${'0'.repeat(13)}-${'0'.repeat(26)}` : null,
            }),
          );
          expect(payload).toBe(sent);
          expect(size).toBe(Buffer.byteLength(sent));
        }
      }),
      runs(60),
    );
  });
});
