import fc from 'fast-check';
import type { GraphQLScalarType } from 'graphql';

const ULID = '01KDVV3R00ABCDEFGHJKMNPQRS';

/** What a client would give, by the name of the member. */
const usual: Readonly<Record<string, readonly unknown[]>> = {
  idempotencyKey: ['key'],
  topicId: [ULID],
  messageId: [ULID],
  deviceId: ['phone'],
  deviceIds: ['phone', 'tablet'],
  userIds: ['ann', 'ben'],
  deliveryId: [`${ULID}.phone`],
  id: ['a', 'b', ULID],
  title: ['Hello'],
  locale: ['de', 'pt-BR'],
  groupId: ['orders'],
  deduplicationId: ['one'],
  queueArn: ['arn:aws:sqs:eu-west-1:111122223333:orders', 'arn:aws:sqs:eu-west-1:111122223333:orders.fifo'],
  functionArn: ['arn:aws:lambda:eu-west-1:111122223333:function:orders'],
  url: ['https://example.com/hook', 'HTTPS://Example.com'],
  address: ['ops@example.com'],
  operation: ['Mutation.publish', 'billing:transfer'],
  operations: ['Mutation.publish', 'billing:transfer'],
  group: ['sensitive'],
  code: ['123456'],
  number: ['42'],
  sub: ['ann'],
  jti: ['token'],
  first: [1, 20],
  after: [null],
  timeToLive: [60],
  maxAge: [300],
  maxAttempts: [5],
  acrLevel: [2],
  token: ['abcdef'],
  data: ['{"order":"1"}'],
  attributes: ['{"kind":"order","count":1}'],
  filterPolicy: ['{"kind":["order"]}'],
  apns: ['{"aps":{"sound":"x"}}'],
  fcm: ['{"android":{"notification":{"channel_id":"orders"}}}'],
  scheduledAt: ['2026-06-01T00:00:00Z'],
  changedSince: ['2025-12-31T23:59:59.123+01:00'],
  day: ['2026-01-01'],
  image: ['https://example.com/a.png'],
};

/** Where the name says nothing. */
const usualOf: Readonly<Record<string, readonly unknown[]>> = { String: ['text'], ID: ['id'], Int: [1] };

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a\udc00',
    '😀',
    '__proto__',
    'constructor',
    'HELIOGRAPH_STEP_UP',
    '#',
    '\uffff',
  ),
  fc.constantFrom(128, 129, 156, 1025, 2049, 300_000).map((length) => 'x'.repeat(length)),
);

const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`k${index}`, 1])));
const json = fc.oneof(
  fc.json({ maxDepth: 4, stringUnit: 'binary' }),
  fc.constantFrom(
    'null',
    '1',
    '1e999',
    '{"a":1e999}',
    '"text"',
    '"{\\"a\\":\\"b\\"}"',
    '[]',
    '[{}]',
    '{}',
    '{"a":1,"a":2}',
  ),
  fc.constantFrom(
    '{"__proto__":{"a":1}}',
    '{"heliograph":{}}',
    '{"a":"\\ud800"}',
    '{"\\ud800":1}',
    '{"aps":null}',
    wide,
  ),
  fc.constantFrom(17, 600, 5000, 50_000).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.constantFrom(17, 5000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
);

const years = fc.constantFrom('2026', '0000', '9999', '12026', '+2026', '-0001', '999999999');
const offsets = fc.constantFrom('', 'Z', '+00:00', '+18:00', '-18:00', '+01:30:15');
const clocks = fc.constantFrom('00:00', '23:59:59', '12:00:00.', '12:00:00.123456789012');
const date = fc.tuple(years, fc.constantFrom('-01-01', '-02-28', '-12-31')).map((parts) => parts.join(''));
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));

const strange: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ID: fc.oneof(texts, fc.integer()),
  String: texts,
  Boolean: fc.boolean(),
  Int: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1, 101, 501, 2_147_483_647, -2_147_483_648)),
  Float: fc.double({ noNaN: true, noDefaultInfinity: true }),
  AWSJSON: json,
  AWSDate: joined(date, offsets),
  AWSTime: joined(clocks, offsets),
  AWSDateTime: joined(date, fc.constant('T'), clocks, offsets),
  AWSTimestamp: fc.maxSafeInteger(),
  AWSEmail: fc.emailAddress(),
  AWSPhone: fc.constantFrom('+49 30 123456', '212-555-0100'),
  AWSURL: fc.constantFrom(
    'http://example.com',
    'HTTPS://EXAMPLE.COM',
    'https:x',
    'mailto:a@b',
    `https://x/${'y'.repeat(3000)}`,
  ),
  AWSIPAddress: fc.constantFrom('127.0.0.1/8', '::1'),
};

/**
 * Draws values of a scalar as JSON has them: `weight` usual ones of the member for each that AppSync just lets through.
 */
export function anyScalar(type: GraphQLScalarType, name: string, weight: number): fc.Arbitrary<unknown> {
  const any = strange[type.name];
  if (any === undefined) throw new Error(`No values of ${type.name}.`);
  const passing = any.filter((value) => {
    try {
      type.parseValue(value);
      return true;
    } catch {
      return false;
    }
  });
  const known = usual[name] ?? usualOf[type.name];
  return known === undefined ? passing : fc.oneof({ weight, arbitrary: fc.constantFrom(...known) }, passing);
}
