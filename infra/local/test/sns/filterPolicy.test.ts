import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AwsError } from '../../platform/AwsError.ts';
import { filterPolicy } from '../../sns/filterPolicy.ts';
import type { MessageAttribute } from '../../sns/MessageAttributes.ts';

const text = (value: string): MessageAttribute => ({ DataType: 'String', StringValue: value });
const number = (value: number): MessageAttribute => ({ DataType: 'Number', StringValue: String(value) });
const list = (value: readonly unknown[]): MessageAttribute => ({
  DataType: 'String.Array',
  StringValue: JSON.stringify(value),
});

function byAttributes(policy: object, attributes: Readonly<Record<string, MessageAttribute>>): boolean {
  return filterPolicy(JSON.stringify(policy), 'MessageAttributes')({ attributes, body: '' });
}

function byBody(policy: object, body: unknown): boolean {
  return filterPolicy(JSON.stringify(policy), 'MessageBody')({ attributes: {}, body: JSON.stringify(body) });
}

describe('operators', () => {
  test.each<[object, MessageAttribute | undefined, boolean]>([
    [['a', 'b'], text('b'), true],
    [['a', 'b'], text('c'), false],
    [[7], number(7), true],
    [[7], text('7'), false],
    [['7'], number(7), false],
    [[{ prefix: 'ab' }], text('abc'), true],
    [[{ prefix: 'ab' }], text('bab'), false],
    [[{ suffix: 'bc' }], text('abc'), true],
    [[{ suffix: 'bc' }], text('abcd'), false],
    [[{ 'equals-ignore-case': 'TeNnis' }], text('tEnNIS'), true],
    [[{ 'equals-ignore-case': 'tennis' }], text('tennis!'), false],
    [[{ 'anything-but': ['a', 'b'] }], text('c'), true],
    [[{ 'anything-but': ['a', 'b'] }], text('a'), false],
    [[{ 'anything-but': 'a' }], undefined, false],
    [[{ 'anything-but': { prefix: 'x-' } }], text('x-1'), false],
    [[{ 'anything-but': { suffix: '.png' } }], text('a.jpg'), true],
    [[{ 'anything-but': [1, 2] }], number(3), true],
    [[{ numeric: ['=', 3] }], number(3), true],
    [[{ numeric: ['>', 0, '<=', 5] }], number(5), true],
    [[{ numeric: ['>', 0, '<=', 5] }], number(0), false],
    [[{ numeric: ['<', 5] }], text('3'), false],
    [[{ exists: true }], text('x'), true],
    [[{ exists: true }], undefined, false],
    [[{ exists: false }], undefined, true],
    [[{ exists: false }], text('x'), false],
    [[{ cidr: '10.0.0.0/24' }], text('10.0.0.255'), true],
    [[{ cidr: '10.0.0.0/24' }], text('10.0.1.0'), false],
    [[{ cidr: '2001:db8::/32' }], text('2001:db8::1'), true],
    [[{ wildcard: '*-error' }], text('disk-error'), true],
    [[{ wildcard: '*-error' }], text('disk-errors'), false],
    [[{ wildcard: 'a*b*c' }], text('a\n-b-c'), true],
    [[{ wildcard: 'a.c' }], text('abc'), false],
    [[{ wildcard: '2\\*2\\\\*' }], text('2*2\\4'), true],
    [[{ wildcard: '2\\*2' }], text('242'), false],
    [[{ 'anything-but': { wildcard: ['test-*', '*-old'] } }], text('live'), true],
    [[{ 'anything-but': { wildcard: ['test-*', '*-old'] } }], text('test-1'), false],
    [['b'], list(['a', 'b']), true],
    [[{ 'anything-but': ['a'] }], list(['a', 'b']), true],
    [[{ 'anything-but': ['a'] }], list(['a']), false],
    [[true, null], list([null]), true],
  ])('%j on %j: %s', (conditions, attribute, expected) => {
    expect(byAttributes({ key: conditions }, attribute === undefined ? {} : { key: attribute })).toBe(expected);
  });
});

describe('a message body', () => {
  test('is matched at any depth, with arrays standing for each element', () => {
    const policy = { order: { lines: { sku: [{ prefix: 'A' }] }, paid: [true] } };
    expect(byBody(policy, { order: { lines: [{ sku: 'B1' }, { sku: 'A1' }], paid: true } })).toBe(true);
    expect(byBody(policy, { order: { lines: [{ sku: 'B1' }], paid: true } })).toBe(false);
    expect(byBody(policy, { order: { lines: [{ sku: 'A1' }], paid: false } })).toBe(false);
  });

  test('that is not a JSON object never passes', () => {
    expect(filterPolicy('{"a":[{"exists":false}]}', 'MessageBody')({ attributes: {}, body: 'plain' })).toBe(false);
    expect(byBody({ a: [{ exists: false }] }, ['list'])).toBe(false);
  });
});

test('$or holds alternatives beside the keys that must match', () => {
  const policy = { source: ['app'], $or: [{ kind: ['a'] }, { size: [{ numeric: ['>', 10] }] }] };
  expect(byAttributes(policy, { source: text('app'), kind: text('a') })).toBe(true);
  expect(byAttributes(policy, { source: text('app'), size: number(11) })).toBe(true);
  expect(byAttributes(policy, { source: text('app'), size: number(10), kind: text('b') })).toBe(false);
  expect(byAttributes(policy, { source: text('web'), kind: text('a') })).toBe(false);
});

test('$or is the name of an attribute where an alternative has the name of an operator', () => {
  const policy = { $or: [{ prefix: 'a' }, { suffix: 'z' }] };
  expect(byAttributes(policy, { $or: text('apple') })).toBe(true);
  expect(byAttributes(policy, { $or: text('bread') })).toBe(false);
});

describe('the limits of a policy on bodies', () => {
  const values = (count: number) => Array.from({ length: count }, String);
  test('count the keys at the top alone', () => {
    const nested = Object.fromEntries([...'abcdef'].map((key) => [key, ['x']]));
    expect(() => filterPolicy(JSON.stringify({ nested }), 'MessageBody')).not.toThrow();
    expect(() => filterPolicy(JSON.stringify(nested), 'MessageBody')).toThrow('more than 5 keys');
  });
  test('count a nested value once for each level, and add alternatives', () => {
    // 4 values × 3 levels × 3 values × 2 levels = 72.
    const a = { b: { c: values(4) } };
    expect(() => filterPolicy(JSON.stringify({ a, d: { e: values(3) } }), 'MessageBody')).not.toThrow();
    expect(() => filterPolicy(JSON.stringify({ a, d: { e: values(7) } }), 'MessageBody')).toThrow('too complex');
    const $or = [{ x: values(75) }, { y: values(75) }];
    expect(() => filterPolicy(JSON.stringify({ $or }), 'MessageBody')).not.toThrow();
    expect(() => filterPolicy(JSON.stringify({ $or, z: values(2) }), 'MessageBody')).toThrow('too complex');
  });
});

describe('refused policies', () => {
  test.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['a bare value', '{"a":"b"}'],
    ['an empty list', '{"a":[]}'],
    ['nesting by attributes', '{"a":{"b":["c"]}}'],
    ['an unknown operator', '{"a":[{"like":"x"}]}'],
    ['two operators at once', '{"a":[{"prefix":"x","suffix":"y"}]}'],
    ['exists without a boolean', '{"a":[{"exists":"yes"}]}'],
    ['an odd numeric', '{"a":[{"numeric":[">"]}]}'],
    ['a reversed range', '{"a":[{"numeric":[">",5,"<",1]}]}'],
    ['a malformed CIDR', '{"a":[{"cidr":"10.0.0.0"}]}'],
    ['two stars together', '{"a":[{"wildcard":"a**b"}]}'],
    ['four stars', '{"a":[{"wildcard":"*a*b*c*"}]}'],
    ['another escape', '{"a":[{"wildcard":"a\\\\b"}]}'],
    [
      'too many wildcards',
      JSON.stringify({ a: Array.from({ length: 6 }, (_, index) => ({ wildcard: `${index}*x*` })) }),
    ],
    ['an empty alternative', '{"$or":[{"a":["b"]},{}]}'],
    ['six keys in alternatives', JSON.stringify({ a: ['x'], $or: [...'bcdef'].map((key) => ({ [key]: ['x'] })) })],
    ['more than five keys', JSON.stringify(Object.fromEntries([...'abcdef'].map((key) => [key, ['x']])))],
    ['too many combinations', JSON.stringify(Object.fromEntries([...'abc'].map((key) => [key, [1, 2, 3, 4, 5, 6]])))],
  ])('%s', (_, policy) => {
    expect(() => filterPolicy(policy, 'MessageAttributes')).toThrow(/^Invalid parameter: FilterPolicy: /);
  });

  test('nothing but InvalidParameter comes of any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('MessageAttributes' as const, 'MessageBody' as const), (policy, scope) => {
        try {
          filterPolicy(policy, scope)({ attributes: { key: text('x') }, body: '{"key":"x"}' });
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
          expect(error).toMatchObject({ code: 'InvalidParameter' });
        }
      }),
    );
  });
});

describe('for all', () => {
  const word = fc.string({ minLength: 1, maxLength: 8 });
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });

  test('a text passes an exact list if it is in it, and anything-but if it is not', () => {
    fc.assert(
      fc.property(words, word, fc.boolean(), (allowed, other, member) => {
        const value = member ? (allowed[0] ?? other) : other;
        expect(byAttributes({ key: allowed }, { key: text(value) })).toBe(allowed.includes(value));
        expect(byAttributes({ key: [{ 'anything-but': allowed }] }, { key: text(value) })).toBe(
          !allowed.includes(value),
        );
      }),
    );
  });

  test('keys are ANDed, conditions of a key ORed', () => {
    fc.assert(
      fc.property(words, words, word, word, (first, second, a, b) => {
        const attributes = { a: text(a), b: text(b) };
        expect(byAttributes({ a: first, b: second }, attributes)).toBe(first.includes(a) && second.includes(b));
        expect(byAttributes({ $or: [{ a: first }, { b: second }] }, attributes)).toBe(
          first.includes(a) || second.includes(b),
        );
      }),
    );
  });

  test('both scopes agree on flat messages', () => {
    const operators = fc.oneof(
      word,
      word.map((value) => ({ prefix: value })),
      word.map((value) => ({ suffix: value })),
      word.map((value) => ({ 'equals-ignore-case': value })),
      words.map((values) => ({ 'anything-but': values })),
      fc.boolean().map((value) => ({ exists: value })),
    );
    fc.assert(
      fc.property(fc.array(operators, { minLength: 1, maxLength: 4 }), fc.option(word), (conditions, value) => {
        const attributes = value === null ? {} : { key: text(value) };
        const body = value === null ? {} : { key: value };
        expect(byBody({ key: conditions }, body)).toBe(byAttributes({ key: conditions }, attributes));
      }),
    );
  });

  test('a numeric range holds what is within', () => {
    const integer = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(integer, integer, integer, (one, other, value) => {
        const [from, to] = one < other ? [one, other] : [other, one + 1];
        fc.pre(from < to);
        expect(byAttributes({ key: [{ numeric: ['>=', from, '<', to] }] }, { key: number(value) })).toBe(
          value >= from && value < to,
        );
      }),
    );
  });
});
