import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateShape } from '../../functions/rules/validateShape.ts';

function nested(levels: number, list = false): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = list ? [value] : { a: value };
  return value;
}

const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

it.each([
  ['16 levels', nested(16)],
  ['16 levels of lists', nested(16, true)],
  ['1,000 members', members(1000)],
  ['whole characters', { '😀': ['😀', '\u0000', '\uffff'] }],
  ['numbers that a row can hold', [1e-130, -1e-130, 0, -0, 9.9e125, -9.9e125]],
  ['nothing', null],
])('takes %s', (_, value) => {
  expect(validateShape('input', value)).toBeNull();
});

it.each([
  ['17 levels', nested(17), `input${'.a'.repeat(16)}`],
  ['100,000 levels', nested(100_000), `input${'.a'.repeat(16)}`],
  ['100,000 levels of lists', { b: nested(100_000, true) }, `input.b${'.0'.repeat(15)}`],
  ['1,001 members', { small: {}, large: members(1001) }, 'input.large'],
  ['half a character', { title: '\ud83d' }, 'input.title'],
  ['half a character in a list', { ids: ['a', '\ude00'] }, 'input.ids.1'],
  ['half a character as a name', { data: { '\ud83d': 1 } }, 'input.data'],
  ['two halves that are no pair', { a: '\ud83d', b: '\ude00' }, 'input.a'],
  ['a number without a value', { x: [Number.POSITIVE_INFINITY] }, 'input.x.0'],
  ['a number above those of a row', { x: -1e126 }, 'input.x'],
  ['a number next to zero, below those of a row', { x: 9e-131 }, 'input.x'],
  ['the name of what objects inherit', JSON.parse('{"data": {"__proto__": {}}}'), 'input.data.__proto__'],
])('refuses %s, by its path', (_, value, field) => {
  expect(validateShape('input', value)).toMatchObject({ errorType: 'InvalidInput', errorInfo: { field } });
});

it('names a path of whole characters, at most 200', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary' }), (name, text) => {
      const refusal = validateShape('input', { [name]: { [name]: `${text}\ud800` } });
      const field = `${refusal?.errorInfo.field}`;
      expect(field.startsWith('input') && field.length <= 200 && field.isWellFormed()).toBe(true);
    }),
  );
});
