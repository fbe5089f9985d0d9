import fc from 'fast-check';
import { filterPolicy } from 'local-cloud/filterPolicy';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { validateFilterPolicy } from '../../functions/rules/topics/validateFilterPolicy.ts';

describe('a filter policy', () => {
  it('that passes is one that SNS takes', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('*', '\\', 'a'), maxLength: 5 }),
    );
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null));
    const pair = fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>=', '!'), fc.integer({ min: -2, max: 2 }));
    const cidr = fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6(), text), fc.integer({ min: -1, max: 140 }));
    const operand = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 2 }),
      fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => pairs.flat()),
      cidr.map(([address, bits]) => `${address}/${bits}`),
      fc.dictionary(fc.constantFrom('prefix', 'suffix', 'numeric', 'wildcard'), fc.oneof(text, fc.array(text))),
    );
    const operator = fc.constantFrom(
      'prefix',
      'suffix',
      'equals-ignore-case',
      'anything-but',
      'numeric',
      'exists',
      'cidr',
      'wildcard',
    );
    const condition = fc.oneof(
      leaf,
      fc.tuple(operator, operand).map(([name, value]) => ({ [name]: value })),
    );
    const name = fc.constantFrom('a', 'b', 'ü', 'prefix');
    const flat = fc.dictionary(name, fc.array(condition, { maxLength: 3 }), { maxKeys: 3 });
    const words = fc.array(fc.oneof(text, fc.boolean()), { minLength: 1, maxLength: 2 });
    const plain = fc.dictionary(fc.constantFrom('a', 'b', 'prefix'), words, { minKeys: 1, maxKeys: 2 });
    const alternatives = fc.array(plain, { minLength: 1, maxLength: 3 });
    const policy = fc.oneof(
      flat,
      fc.record({ $or: alternatives }),
      fc.record({ c: fc.oneof(plain, flat), d: fc.array(leaf, { minLength: 1, maxLength: 2 }) }),
      fc.record({ c: fc.record({ $or: alternatives }), $or: fc.array(fc.oneof(flat, plain), { maxLength: 3 }) }),
    );
    let passed = 0;
    let withAlternatives = 0;
    const scope = fc.constantFrom('MessageAttributes' as const, 'MessageBody' as const);
    fc.assert(
      fc.property(policy, scope, (given, by) => {
        if (validateFilterPolicy('policy', given, by) !== null) return;
        passed += 1;
        if ('$or' in given) withAlternatives += 1;
        filterPolicy(JSON.stringify(given), by);
      }),
      runs(6000),
    );
    expect(passed).toBeGreaterThan(100);
    expect(withAlternatives).toBeGreaterThan(20);
  });

  it.each([
    { region: ['north'] },
    { level: [1, 2, { numeric: ['>', 3] }], region: [{ prefix: 'e' }, { 'anything-but': ['west'] }], on: [true, null] },
    { a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: [{ exists: false }] },
    { a: [{ 'anything-but': 1 }, { 'anything-but': { prefix: 'x' } }, { 'anything-but': { suffix: ['x', 'y'] } }] },
    { a: [{ numeric: ['=', -3.5] }, { numeric: ['>=', 0, '<', 10] }, { numeric: ['>', -10, '<=', 1e9] }] },
    { ip: [{ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }, { cidr: '2001:db8::/32' }], name: [{ suffix: 'ü' }] },
    {
      kind: [{ wildcard: 'a*b' }, { 'anything-but': { wildcard: ['*\\*', '\\\\*'] } }],
      $or: [{ a: [1] }, { b: [2], c: [3] }],
    },
  ])('may be %j', (policy) => {
    expect(validateFilterPolicy('policy', policy, 'MessageAttributes')).toBeNull();
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
    [{ kind: [{ wildcard: 'a**b' }] }, 'policy.kind'],
    [{ kind: [{ wildcard: '*a*b*c*' }] }, 'policy.kind'],
    [{ kind: [{ wildcard: 'a\\b' }] }, 'policy.kind'],
    [{ kind: [{ 'anything-but': { wildcard: [] } }] }, 'policy.kind'],
    [{ $or: [{ a: ['1'] }] }, 'policy.$or'],
    [{ $or: [{ a: ['1'] }, {}] }, 'policy.$or[1]'],
    [{ $or: [{ a: ['1'] }, { b: [{ about: 1 }] }] }, 'policy.$or[1].b'],
    [{ $or: [{ a: ['1'] }, { b: ['1'], $or: [{ c: 'd' }, { e: ['f'] }] }] }, 'policy.$or[1].$or[0].c'],
    [{ a: ['1'], $or: [...'bcdef'].map((key) => ({ [key]: ['x'] })) }, 'policy'],
    [{ data: { kind: ['order'] } }, 'policy.data'],
    [{ ip: [{ cidr: '10.0.0.0' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0/8' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0.256/8' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '10.0.0.0/33' }] }, 'policy.ip'],
    [{ ip: [{ cidr: '2001:db8::/129' }] }, 'policy.ip'],
    [{ ip: [{ cidr: 'example::com/8' }] }, 'policy.ip'],
    [{ a: Array.from({ length: 16 }, String), b: Array.from({ length: 10 }, String) }, 'policy'],
    [{ a: ['x'.repeat(5000)] }, 'policy'],
  ])('may not be %j', (policy, field) => {
    expect(validateFilterPolicy('policy', policy, 'MessageAttributes')?.errorInfo.field).toBe(field);
  });

  const values = (count: number) => Array.from({ length: count }, String);
  it.each([
    [{ data: { a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: ['1'], f: ['1'] } }, null],
    [{ 'a.b': { c: values(4) }, a: { b: { c: values(4) } } }, null],
    [{ a: { b: { c: values(4) } }, d: { e: values(3) } }, null],
    [{ a: { b: { c: values(4) } }, d: { e: values(7) } }, 'policy'],
    [{ $or: [{ a: values(75) }, { b: values(75) }] }, null],
    [{ $or: [{ a: values(75) }, { b: values(75) }], c: values(2) }, 'policy'],
    [{ a: ['1'], b: ['1'], c: ['1'], d: ['1'], e: ['1'], f: ['1'] }, 'policy'],
    [{ data: { kind: [{ about: 1 }] } }, 'policy.data.kind'],
    [{ data: {} }, 'policy.data'],
    [{ data: 'order' }, 'policy.data'],
  ])('on bodies is taken or refused: %#', (policy, field) => {
    expect(validateFilterPolicy('policy', policy, 'MessageBody')?.errorInfo.field ?? null).toBe(field);
    const taken = () => filterPolicy(JSON.stringify(policy), 'MessageBody');
    if (field === null) expect(taken).not.toThrow();
    else expect(taken).toThrow();
  });
});
