import { describe, expect, it } from 'vitest';
import { compileConditions } from '../../iam/conditions.ts';
import type { JsonObject } from '../../platform/Json.ts';

function holds(block: JsonObject, context: Readonly<Record<string, string | readonly string[]>>): boolean {
  return compileConditions(block).every((condition) => condition((key) => context[key]));
}

describe('operators', () => {
  it.each<[string, string | string[], string, boolean]>([
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', 'AbC', 'aBc', true],
    ['StringNotEqualsIgnoreCase', 'AbC', 'aBc', false],
    ['StringLike', 'a*c?', 'abbcd', true],
    ['StringLike', 'a*', 'ba', false],
    ['StringNotLike', 'a*', 'ba', true],
    ['ArnEquals', 'arn:aws:sns:*:1:t', 'arn:aws:sns:x:1:t', true],
    ['ArnLike', 'arn:aws:sns:*:1:t', 'arn:aws:sns:x:2:t', false],
    ['ArnNotLike', 'arn:aws:sns:*:1:t', 'arn:aws:sns:x:2:t', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '11', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '9', '10', true],
    ['NumericGreaterThanEquals', '10', 'ten', false],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '1767225600', '2026-01-01T00:00:01Z', true],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['Bool', 'true', 'True', true],
    ['Bool', 'false', 'true', false],
    ['IpAddress', '127.0.0.0/8', '127.0.0.1', true],
    ['IpAddress', '10.0.0.1', '127.0.0.1', false],
    ['NotIpAddress', '10.0.0.0/8', '127.0.0.1', true],
  ])('%s %j on %j is %s', (operator, expected, actual, result) => {
    expect(holds({ [operator]: { 'sns:Key': expected } }, { 'sns:Key': actual })).toBe(result);
  });

  it('hold on an absent key only if they negate or end in IfExists', () => {
    expect(holds({ StringEquals: { 'sns:Key': 'a' } }, {})).toBe(false);
    expect(holds({ StringEqualsIfExists: { 'sns:Key': 'a' } }, {})).toBe(true);
    expect(holds({ StringEqualsIfExists: { 'sns:Key': 'a' } }, { 'sns:Key': 'b' })).toBe(false);
    expect(holds({ StringNotEquals: { 'sns:Key': 'a' } }, {})).toBe(true);
    expect(holds({ Null: { 'sns:Key': 'true' } }, {})).toBe(true);
    expect(holds({ Null: { 'sns:Key': false } }, {})).toBe(false);
    expect(holds({ Null: { 'sns:Key': false } }, { 'sns:Key': '' })).toBe(true);
  });

  it('quantify over many values', () => {
    const all = { 'ForAllValues:StringEquals': { 'sns:Key': ['a', 'b'] } };
    expect(holds(all, { 'sns:Key': ['a', 'b', 'a'] })).toBe(true);
    expect(holds(all, { 'sns:Key': ['a', 'c'] })).toBe(false);
    expect(holds(all, {})).toBe(true);
    const any = { 'ForAnyValue:StringLike': { 'sns:Key': 'a*' } };
    expect(holds(any, { 'sns:Key': ['x', 'ab'] })).toBe(true);
    expect(holds(any, { 'sns:Key': ['x'] })).toBe(false);
    expect(holds(any, {})).toBe(false);
    const anyNot = { 'ForAnyValue:StringNotEquals': { 'sns:Key': 'a' } };
    expect(holds(anyNot, { 'sns:Key': ['a', 'b'] })).toBe(true);
    expect(holds(anyNot, { 'sns:Key': ['a'] })).toBe(false);
  });

  it('must all hold', () => {
    const block = { StringEquals: { 'sns:A': 'a', 'sns:B': 'b' } };
    expect(holds(block, { 'sns:A': 'a', 'sns:B': 'b' })).toBe(true);
    expect(holds(block, { 'sns:A': 'a', 'sns:B': 'x' })).toBe(false);
  });
});

describe('what cannot be evaluated', () => {
  it.each<[JsonObject, string]>([
    [{ StringResembles: { 'sns:Key': 'a' } }, 'StringResembles'],
    [{ BinaryEquals: { 'sns:Key': 'YQ==' } }, 'BinaryEquals'],
    [{ toString: { 'sns:Key': 'a' } }, 'toString'],
    [{ StringEquals: { 'aws:Unheard': 'a' } }, 'aws:Unheard'],
  ])('is refused by name: %j', (block, name) => {
    expect(() => compileConditions(block)).toThrow(
      expect.objectContaining({ code: 'NotSupportedLocally', message: expect.stringContaining(name) }),
    );
  });

  it.each<[JsonObject]>([
    [{ NumericEquals: { 'sns:Key': 'ten' } }],
    [{ Bool: { 'sns:Key': 'yes' } }],
    [{ DateEquals: { 'sns:Key': 'tomorrow' } }],
    [{ IpAddress: { 'sns:Key': '10.0.0.0/40' } }],
    [{ ArnLike: { 'sns:Key': 'topic' } }],
    [{ StringEquals: 'a' }],
    [{ StringEquals: { 'sns:Key': { a: 1 } } }],
    [{ StringEquals: { nokey: 'a' } }],
  ])('is malformed: %j', (block) => {
    expect(() => compileConditions(block)).toThrow(expect.objectContaining({ code: 'MalformedPolicyDocument' }));
  });
});
