import fc from 'fast-check';
import type { JsonObject, JsonValue } from 'local-cloud';
import { NOW } from '../support/runResolver.ts';

/** Makes an input of `publish` wrong in one place. */
export interface Change {
  readonly name: string;
  /** The field that the refusal names. */
  readonly field: string;
  readonly change: (input: JsonObject) => JsonObject;
}

/** A member that may be given, null or left out. */
function optional<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null | undefined> {
  return fc.oneof({ weight: 3, arbitrary: value }, fc.constantFrom(null, undefined));
}

/** An AWSJSON member, which some clients encode twice. */
function awsJson(value: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    value,
    value.map((parsed) => JSON.stringify(parsed)),
  );
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const token = fc.stringMatching(/^[!-~]{1,8}$/);
const id = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const names = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^k[a-z]{1,5}$/) },
  fc.constantFrom('constructor', 'toString'),
);
const strings = fc.dictionary(names, text, { maxKeys: 3 });
const attributes = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.integer()),
  { maxKeys: 3 },
);

const audience = fc.oneof(
  ids.map((userIds) => ({ userIds })),
  ids.map((deviceIds) => ({ deviceIds, userIds: null })),
  fc.constantFrom('APNS', 'FCM').map((platform) => ({ platform })),
  fc
    .record({
      topicId: fc.constant(topicId),
      groupId: optional(token),
      deduplicationId: optional(token),
      attributes: optional(awsJson(attributes)),
    })
    .map((topic) => ({ topic })),
);

const content = fc.record({
  title: text.map((title) => `T${title}`),
  body: optional(text),
  data: optional(awsJson(strings)),
  badge: optional(fc.integer({ min: 0, max: 99_999 })),
  sound: optional(text),
  image: optional(fc.webUrl({ validSchemes: ['https'] })),
  deepLink: optional(text),
  category: optional(text),
  thread: optional(text),
  localizations: optional(
    fc.uniqueArray(fc.record({ locale: fc.constantFrom('de', 'pt-BR', 'zh_Hant'), body: optional(text) }), {
      selector: ({ locale }) => locale,
    }),
  ),
  overrides: optional(
    fc.record({
      apns: optional(awsJson(strings.map((aps) => ({ aps })))),
      fcm: optional(awsJson(strings.map((data) => ({ data, android: { direct_boot_ok: true } })))),
    }),
  ),
});

const options = fc.record({
  timeToLive: optional(fc.integer({ min: 1, max: 2_419_200 })),
  priority: optional(fc.constantFrom('NORMAL', 'HIGH')),
  collapseId: optional(text),
  pushType: optional(fc.constantFrom('ALERT', 'BACKGROUND')),
  groupId: optional(token),
});

const DAY = 86_400_000;

/**
 * Inputs of `publish` as AppSync passes them to a resolver.
 * Each member is right by itself. `options.groupId` may not fit the audience.
 */
export const validInput: fc.Arbitrary<JsonObject> = fc
  .record({
    idempotencyKey: fc.stringMatching(/^[ -~]{1,20}$/),
    audience,
    content,
    options: optional(options),
    reporting: optional(fc.constantFrom('AUTOMATIC', 'PER_DELIVERY', 'PROGRESS')),
    scheduledAt: optional(
      fc.integer({ min: NOW - DAY, max: NOW + 365 * DAY }).map((time) => new Date(time).toISOString()),
    ),
  })
  .map((input) => JSON.parse(JSON.stringify(input)) as JsonObject);

/** A change of one member, such as `content.title`. `field` is given if the refusal names another member. */
function set(path: string, value: JsonValue, name: string, field = `input.${path}`): Change {
  const names = path.split('.');
  const changed = (members: JsonObject, [first = '', ...rest]: readonly string[]): JsonObject => ({
    ...members,
    [first]:
      rest.length === 0
        ? value
        : changed((members[first] ?? (first === 'topic' ? { topicId } : {})) as JsonObject, rest),
  });
  return { name: `${name} in ${path}`, field, change: (input) => changed(input, names) };
}

const nested = (depth: number): JsonObject => (depth === 0 ? { end: 1 } : { next: nested(depth - 1) });
const numbered = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'x']));

/** What an AWSJSON member may hold that is no object. */
const notObjects: readonly (readonly [string, JsonValue])[] = [
  ['text that is not JSON', '{"a":'],
  ['an empty text', ''],
  ['a list', ['a']],
  ['a list, encoded twice', '["a"]'],
  ['a number', 1],
  ['a text, encoded twice', '"a"'],
];

const jsonMembers = ['content.data', 'content.overrides.apns', 'content.overrides.fcm', 'audience.topic.attributes'];

/** Every member, in every way in which it can be wrong. */
export const brokenMembers: readonly Change[] = [
  set('idempotencyKey', '', 'nothing'),
  set('idempotencyKey', 'é', 'what is not ASCII'),
  set('idempotencyKey', 'a\n', 'a line break'),
  set('idempotencyKey', 'a'.repeat(129), '129 characters'),

  set('audience', {}, 'no member'),
  set('audience', { userIds: ['ann'], platform: 'FCM' }, 'two members'),
  set('audience', { userIds: [] }, 'no user', 'input.audience.userIds'),
  set('audience', { userIds: ['ann', 'ben', 'ann'] }, 'a user twice', 'input.audience.userIds'),
  set('audience', { userIds: ['__proto__', '__proto__'] }, 'a name of objects twice', 'input.audience.userIds'),
  set('audience', { deviceIds: [''] }, 'an empty id', 'input.audience.deviceIds'),
  set('audience', { deviceIds: ['a'.repeat(129)] }, 'a long id', 'input.audience.deviceIds'),
  set('audience', { userIds: Object.keys(numbered(91)) }, '91 users', 'input.audience.userIds'),
  set('audience.topic', { topicId: 'a', groupId: '' }, 'an empty group', 'input.audience.topic.groupId'),
  set('audience.topic', { topicId: 'a', groupId: 'a b' }, 'a group with a space', 'input.audience.topic.groupId'),
  set(
    'audience.topic',
    { topicId: 'a', groupId: 'g', deduplicationId: 'é' },
    'a deduplication id that is not ASCII',
    'input.audience.topic.deduplicationId',
  ),
  set('audience.topic.attributes', numbered(11), '11 entries'),
  set('audience.topic.attributes', { 'aws.x': 'a' }, 'a reserved name'),
  set('audience.topic.attributes', { 'a b': 'a' }, 'a name with a space'),
  set('audience.topic.attributes', { 'a..b': 'a' }, 'a name with two dots in a row'),
  set('audience.topic.attributes', { a: '' }, 'an empty value'),
  set('audience.topic.attributes', { a: true }, 'a boolean'),

  set('content.title', '', 'nothing'),
  set('content.title', ' \t', 'white space alone'),
  set('content.title', 'é'.repeat(257), '257 characters'),
  set('content.body', 'x'.repeat(2001), '2001 characters'),
  set('content.sound', 'x'.repeat(65), '65 characters'),
  set('content.image', `https://${'x'.repeat(2048)}`, 'a long URL'),
  set('content.image', 'http://example.com', 'a URL without TLS'),
  set('content.deepLink', 'x'.repeat(1025), '1025 characters'),
  set('content.category', 'x'.repeat(65), '65 characters'),
  set('content.thread', 'x'.repeat(65), '65 characters'),
  set('content.badge', -1, 'a negative number'),
  set('content.badge', 100_000, 'a large number'),
  set('content.data', numbered(33), '33 entries'),
  set('content.data', { aps: 'x' }, 'a reserved key'),
  set('content.data', { 'gcm.x': 'x' }, 'a reserved prefix'),
  set('content.data', { '': 'x' }, 'an empty key'),
  set('content.data', { count: 1 }, 'a number as a value', 'input.content.data.count'),
  set('content.data', '{"count":null}', 'null as a value, encoded twice', 'input.content.data.count'),
  set(
    'content.localizations',
    Object.keys(numbered(21)).map((locale) => ({ locale })),
    '21 entries',
  ),
  set('content.localizations', [{ locale: 'de CH' }], 'no language', 'input.content.localizations.locale'),
  set('content.localizations', [{ locale: 'de' }, { locale: 'DE' }], 'a language twice'),
  set('content.localizations', [{ locale: 'de', title: ' ' }], 'a blank title', 'input.content.localizations.title'),
  set(
    'content.localizations',
    [{ locale: 'de', body: 'x'.repeat(2001) }],
    'a long body',
    'input.content.localizations.body',
  ),
  set('content.overrides.apns', { aps: null }, 'no aps', 'input.content.overrides.apns.aps'),
  set('content.overrides.apns', { aps: 'x' }, 'a text as aps', 'input.content.overrides.apns.aps'),
  set('content.overrides.fcm', { topic: 'all' }, 'a target'),
  set('content.overrides.fcm', { x: 1e-200 }, 'a number that no row holds', 'input.content.overrides.fcm.x'),
  set('content.overrides.fcm', { android: ['x'] }, 'a list as android', 'input.content.overrides.fcm.android'),
  set('content.overrides.fcm', { data: ['x'] }, 'a list as data', 'input.content.overrides.fcm.data'),
  set('content.overrides.fcm', { data: { from: 'x' } }, 'a reserved key of data', 'input.content.overrides.fcm.data'),
  set('content.overrides.fcm', { data: { count: 1 } }, 'a number in data', 'input.content.overrides.fcm.data.count'),
  ...jsonMembers.flatMap((path) => notObjects.map(([name, value]) => set(path, value, name))),

  set('options.timeToLive', 0, 'no time'),
  set('options.timeToLive', 2_419_201, 'more than four weeks'),
  set('options.collapseId', 'é'.repeat(33), '66 bytes'),
  set('options.collapseId', '😀'.repeat(17), '68 bytes of emoji'),
  set('options.groupId', '', 'nothing'),
  set('options.groupId', 'a b', 'a space'),
  set('options.groupId', 'orders', 'a group for a topic'),

  set('content.data', { a: 'x'.repeat(4000) }, 'too much', 'input.content'),
  set('content.data', { a: 'あ'.repeat(1300) }, 'too many bytes', 'input.content'),
  set('content.overrides.fcm', { x: '+ %😀'.repeat(600) }, 'too many bytes for FCM alone', 'input.content'),
  set('scheduledAt', '2027-01-02T00:00:00+01:00', 'more than a year ahead'),
  set(
    'content.overrides.apns',
    nested(13),
    'what is nested too deeply',
    `input.content.overrides.apns${'.next'.repeat(13)}`,
  ),
  set('content.body', 'half \ud83d', 'half a surrogate pair'),
  set('content.data', { a: 'half \ude00' }, 'half a surrogate pair', 'input.content.data.a'),
  set('content.data', { '\ud83d': 'x' }, 'half a surrogate pair as a key'),
  set('content.category', 'HELIOGRAPH_STEP_UP', 'a reserved name'),
  set(
    'content.overrides.fcm',
    { data: { 'heliograph.stepUp': '{}' } },
    'a name of its own',
    'input.content.overrides.fcm.data.heliograph.stepUp',
  ),
  set('content.overrides.apns', { heliograph: {} }, 'a name of its own', 'input.content.overrides.apns.heliograph'),
  set('audience.topic.topicId', 'x'.repeat(2000), '2000 characters'),
  set('audience.topic.attributes', { 'heliograph.x': 'x' }, 'a name of its own'),
  set('audience.topic.attributes', { a: 'x'.repeat(257) }, '257 characters'),
  set('audience.topic.attributes', { a: 1e100 }, 'a large number'),
  set('scheduledAt', '2026-11-30T16:55:30', 'no offset'),
];
