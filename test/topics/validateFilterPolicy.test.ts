import fc from 'fast-check';
import { filterPolicy } from 'local-cloud/filterPolicy';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { validateFilterPolicy } from '../../functions/rules/topics/validateFilterPolicy.ts';

describe('a filter policy', () => {
  it('that passes is one that SNS takes', () => {
    const text = fc.string({ maxLength: 4 });
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null));
    const pair = fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>=', '!'), fc.integer({ min: -2, max: 2 }));
    const cidr = fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6(), text), fc.integer({ min: -1, max: 140 }));
    const operand = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 2 }),
      fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => pairs.flat()),
      cidr.map(([address, bits]) => `${address}/${bits}`),
      fc.dictionary(fc.constantFrom('prefix', 'suffix', 'numeric'), fc.oneof(text, fc.array(text))),
    );
    const operator = fc.constantFrom(
      'prefix',
      'suffix',
      'equals-ignore-case',
      'anything-but',
      'numeric',
      'exists',
      'cidr',
    );
    const condition = fc.oneof(
      leaf,
      fc.tuple(operator, operand).map(([name, value]) => ({ [name]: value })),
    );
    const policy = fc.dictionary(fc.constantFrom('a', 'b', 'ü'), fc.array(condition, { maxLength: 3 }));
    let passed = 0;
    fc.assert(
      fc.property(policy, (given) => {
        if (validateFilterPolicy('policy', given) !== null) return;
        passed += 1;
        filterPolicy(JSON.stringify(given), 'MessageAttributes');
      }),
      runs(3000),
    );
    expect(passed).toBeGreaterThan(100);
  });

  it.each([
    { region: ['north'] },
    { level: [1, 2, { numeric: ['>', 3] }], region: [{ prefix: 'e' }, { 'anything-but': ['west'] }], on: [true, null] },
    { a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: [{ exists: false }] },
    { a: [{ 'anything-but': 1 }, { 'anything-but': { prefix: 'x' } }, { 'anything-but': { suffix: ['x', 'y'] } }] },
    { a: [{ numeric: ['=', -3.5] }, { numeric: ['>=', 0, '<', 10] }, { numeric: ['>', -10, '<=', 1e9] }] },
    { ip: [{ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }, { cidr: '2001:db8::/32' }], name: [{ suffix: 'ü' }] },
  ])('may be %j', (policy) => {
    expect(validateFilterPolicy('policy', policy)).toBeNull();
  });

  it.each([
    [[], 'policy'],
    ['text', 'policy'],
    [{}, 'policy'],
    [{ a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: ['1'], f: ['1'] }, 'policy'],
    [{ region: 'north' }, 'policy.region'],
    [{ $or: [{ prefix: ['a'] }, { suffix: ['b'] }] }, 'policy.$or'],
    [{ region: [] }, 'policy.region'],
    [{ region: [{ about: 1 }] }, 'policy.region'],
    [{ region: [['north']] }, 'policy.region'],
    [{ region: [{ prefix: 'a', suffix: 'b' }] }, 'policy.region'],
    [{ region: [{ prefix: '' }] }, 'policy.region'],
    [{ region: [{ suffix: 1 }] }, 'policy.region'],
    [{ region: [{ 'equals-ignore-case': ['a'] }] }, 'policy.region'],
    [{ region: [{ exists: 'yes' }] }, 'policy.region'],
    [{ region: [{ 'anything-but': [] }] }, 'policy.region'],
    [{ region: [{ 'anything-but': [true] }] }, 'policy.region'],
    [{ region: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'policy.region'],
    [{ region: [{ 'anything-but': { prefix: 'a', suffix: 'b' } }] }, 'policy.region'],
    [{ level: [1e10] }, 'policy.level'],
    [{ level: [{ numeric: 3 }] }, 'policy.level'],
    [{ level: [{ numeric: ['>'] }] }, 'policy.level'],
    [{ level: [{ numeric: ['!', 3] }] }, 'policy.level'],
    [{ level: [{ numeric: ['>', '3'] }] }, 'policy.level'],
    [{ level: [{ numeric: ['>', 2e9] }] }, 'policy.level'],
    [{ level: [{ numeric: ['<', 1, '>', 3] }] }, 'policy.level'],
    [{ level: [{ numeric: ['>', 3, '<', 1] }] }, 'policy.level'],
    [{ ip: [{ cidr: '10.0.0.0' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0/8' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0.256/8' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0.0/33' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '2001:db8::/129' }] }, 'policy.ip'],
    [{ ip: [{ cidr: 'example::com/8' }] }, 'policy.ip'],
    [{ a: Array.from({ length: 16 }, String), b: Array.from({ length: 10 }, String) }, 'policy'],
    [{ a: ['x'.repeat(5000)] }, 'policy'],
  ])('may not be %j', (policy, field) => {
    expect(validateFilterPolicy('policy', policy)?.errorInfo.field).toBe(field);
  });
});
