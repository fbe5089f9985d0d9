import fc from 'fast-check';
import { filterPolicy } from 'local-cloud/filterPolicy';
import { runs } from 'local-cloud/testing/effort';
import { expect, it } from 'vitest';
import { matchesFilterPolicy } from '../../functions/rules/topics/matchesFilterPolicy.ts';
import { validateFilterPolicy } from '../../functions/rules/topics/validateFilterPolicy.ts';

// The local SNS's engine, which was written from AWS's pages on its own, as the other opinion.

const text = fc.constantFrom('north', 'north-east', 'NORTH', 'east', '1', '10.0.0.1', '192.168.1.7', 'true', 'Ü');
const number = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(1.5, 0));
const comparison = fc.oneof(
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number),
  fc
    .tuple(fc.constantFrom('>', '>='), number, fc.constantFrom('<', '<='), number)
    .filter(([, from, , to]) => from < to),
);
const condition = fc.oneof(
  text,
  number,
  fc.constantFrom(true, false, null),
  fc.record({ prefix: text }),
  fc.record({ suffix: text }),
  fc.record({ 'equals-ignore-case': text }),
  fc.record({ exists: fc.boolean() }),
  fc.record({
    'anything-but': fc.oneof(text, number, fc.array(fc.oneof(text, number), { minLength: 1, maxLength: 3 })),
  }),
  fc.record({
    'anything-but': fc.oneof(fc.record({ prefix: text }), fc.record({ suffix: fc.array(text, { minLength: 1 }) })),
  }),
  fc.record({ wildcard: fc.constantFrom('north*', '*east', '*o*', '1*', 'n*\\*', '*') }),
  fc.record({ 'anything-but': fc.record({ wildcard: fc.constantFrom('n*', ['*st', '*.*']) }) }),
  fc.record({ numeric: comparison }),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/8', '192.168.1.0/24', '::/0', '0.0.0.0/0') }),
);
const name = fc.constantFrom('region', 'level', 'address');
const flat = fc.dictionary(name, fc.array(condition, { minLength: 1, maxLength: 3 }), { minKeys: 1, maxKeys: 2 });
const policies = fc.oneof(
  flat,
  fc.record({ region: fc.array(condition, { minLength: 1, maxLength: 2 }), $or: fc.tuple(flat, flat) }),
  fc.record({ $or: fc.tuple(flat, fc.record({ $or: fc.tuple(flat, flat) })) }),
);
const messages = fc.dictionary(name, fc.oneof(text, number), { maxKeys: 3 });

function localSns(policy: string, attributes: Readonly<Record<string, string | number>>): boolean {
  const stated = Object.entries(attributes).map(([key, value]) => [
    key,
    { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: `${value}` },
  ]);
  return filterPolicy(policy, 'MessageAttributes')({ attributes: Object.fromEntries(stated), body: '' });
}

it('lets through what the local SNS lets through', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(policies, messages, (policy, attributes) => {
      const given = JSON.stringify(policy);
      // More keys or combinations than SNS takes.
      fc.pre(validateFilterPolicy('policy', policy, 'MessageAttributes') === null);
      const expected = localSns(given, attributes);
      seen.add(expected);
      expect(matchesFilterPolicy(given, attributes)).toBe(expected);
    }),
    runs(3000),
  );
  expect(seen.size).toBe(2);
});

it('lets everything through without a policy, and nothing by one that SNS refuses', () => {
  expect(matchesFilterPolicy(undefined, {})).toBe(true);
  for (const policy of [
    { region: 'north' },
    { region: [{ prefix: '' }] },
    { region: [{ about: 'north' }] },
    { region: [{ prefix: 'n', suffix: 'h' }] },
    { region: [{ 'anything-but': [] }] },
    { region: [{ 'anything-but': { cidr: '0.0.0.0/0' } }] },
    { region: [{ exists: 'yes' }] },
    { region: [{ wildcard: 'n**' }] },
    { region: [{ 'anything-but': { wildcard: 'a\\b' } }] },
    { level: [{ numeric: ['~', 1] }] },
    { level: [{ numeric: ['>', 1, '<'] }] },
    { address: [{ cidr: '10.0.0.0/99' }] },
  ]) {
    const given = JSON.stringify(policy);
    expect(() => localSns(given, {})).toThrow();
    expect(matchesFilterPolicy(given, { region: 'north', level: 2, address: '10.0.0.1' }), given).toBe(false);
  }
});
