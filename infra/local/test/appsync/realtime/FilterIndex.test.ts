import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FilterIndex } from '../../../appsync/realtime/FilterIndex.ts';
import {
  argumentFilter,
  type FilterRule,
  parseFilter,
  ruleHolds,
} from '../../../appsync/realtime/SubscriptionFilter.ts';
import type { JsonObject, JsonValue } from '../../../platform/Json.ts';

const scalar = fc.constantFrom<JsonValue>(null, 'a', 'ab', 'b', '', 1, 2, true);
const list = (most: number) => fc.array(scalar, { minLength: 1, maxLength: most });
const path = fc.constantFrom(['a'], ['b'], ['nested', 'c'], ['many', 'd']);
const rule: fc.Arbitrary<FilterRule> = fc.oneof(
  fc.record({
    path,
    operator: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'notContains', 'beginsWith'),
    value: scalar,
  }),
  fc.record({ path, operator: fc.constantFrom('in', 'notIn', 'containsAny'), value: list(5) }),
);
const filter = fc.array(fc.array(rule, { maxLength: 4 }), { maxLength: 3 });
const published: fc.Arbitrary<JsonObject> = fc.record(
  {
    a: fc.oneof(scalar, list(3)),
    b: scalar,
    nested: fc.oneof(scalar, fc.record({ c: scalar })),
    many: fc.array(fc.record({ d: scalar }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('FilterIndex', () => {
  it('finds exactly those whose filter holds, however they came and went', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(filter, fc.boolean()), { maxLength: 12 }), published, (members, value) => {
        const index = new FilterIndex<object>();
        const added = members.map(([own, stays]) => ({ own, stays }));
        for (const member of added) index.add(member, member.own);
        for (const member of added) if (!member.stays) index.delete(member);
        const expected = added.filter(
          ({ own, stays }) => stays && own.some((rules) => rules.every((one) => ruleHolds(one, value))),
        );
        expect(new Set(index.matches(value))).toEqual(new Set(expected));
        expect(index.size).toBe(added.filter(({ stays }) => stays).length);
      }),
    );
  });

  it('does not look at subscribers of other values', () => {
    let looked = 0;
    const index = new FilterIndex<object>();
    for (let id = 0; id < 10_000; id += 1) {
      const value = {
        get length() {
          looked += 1;
          return 0;
        },
      };
      index.add({ id }, [
        [
          { path: ['id'], operator: 'eq', value: `${id}` },
          { path: ['text'], operator: 'contains', value: value as unknown as JsonValue },
        ],
      ]);
    }
    index.add({ id: 'wanted' }, argumentFilter({ id: '7' }));
    expect([...index.matches({ id: '7', text: '' })]).toContainEqual({ id: 'wanted' });
    expect(looked).toBeLessThanOrEqual(1);
  });
});

describe('The operators of a filter', () => {
  it.each<[JsonValue, string, JsonValue, boolean]>([
    ['a', 'eq', 'a', true],
    [1, 'eq', '1', false],
    ['a', 'ne', 'b', true],
    [null, 'ne', 'b', true],
    [2, 'lt', 3, true],
    ['b', 'lt', 'a', false],
    [null, 'lt', 3, false],
    [3, 'le', 3, true],
    [3, 'gt', 3, false],
    [3, 'ge', 3, true],
    ['banana', 'contains', 'nan', true],
    [['x', 'y'], 'contains', 'y', true],
    [['x', 'y'], 'notContains', 'y', false],
    ['banana', 'beginsWith', 'ban', true],
    ['a', 'in', ['a', 'b'], true],
    ['c', 'notIn', ['a', 'b'], true],
    [5, 'between', [5, 7], true],
    [8, 'between', [5, 7], false],
    [['x', 'y'], 'containsAny', ['z', 'y'], true],
    ['banana', 'containsAny', ['kiwi'], false],
  ])('%j %s %j is %s', (actual, operator, value, holds) => {
    const [[rule] = []] = parseFilter({ filterGroup: [{ filters: [{ fieldName: 'f', operator, value }] }] });
    expect(rule !== undefined && ruleHolds(rule, { f: actual })).toBe(holds);
  });

  it.each([
    [{}, 'filterGroup'],
    [{ filterGroup: [{}] }, '{filters}'],
    [{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'like', value: 1 }] }] }, '"like"'],
    [{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'in', value: [1, 2, 3, 4, 5, 6] }] }] }, 'at most 5'],
    [{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'between', value: [1] }] }] }, 'two'],
  ])('refuse %j', (given, message) => {
    expect(() => parseFilter(given)).toThrow(message);
  });

  it('ignore a rule beyond five levels', () => {
    expect(
      parseFilter({ filterGroup: [{ filters: [{ fieldName: 'a.b.c.d.e.f', operator: 'eq', value: 1 }] }] }),
    ).toEqual([[]]);
  });
});
