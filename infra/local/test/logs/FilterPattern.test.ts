import { expect, test } from 'vitest';
import { compileFilterPattern } from '../../logs/FilterPattern.ts';

test.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR', 'an error here', false],
  ['ERROR lost', 'lost by ERROR', true],
  ['ERROR lost', 'ERROR', false],
  ['"two words"', 'these two words', true],
  ['"two words"', 'two  words', false],
  ['?a1 ?b2', 'has b2', true],
  ['?a1 ?b2', 'has c3', false],
  ['ERROR -ignore', 'ERROR ignore', false],
  ['%E\\d+%', 'E42', true],
])('terms %s on %s: %s', (pattern, message, expected) => {
  expect(compileFilterPattern(pattern)(message)).toBe(expected);
});

const message = JSON.stringify({ a: 'x', n: 5, o: { 'b-c': [{ d: null }] }, t: true, status: 'FAILURE' });
test.each([
  ['{ $.a = "x" }', true],
  ['{ $.a = x }', true],
  ['{ $.a = "y" }', false],
  ['{ $.status = "FAIL*" }', true],
  ['{ $.status != "SUCCESS" }', true],
  ['{ $.absent != "SUCCESS" }', false],
  ['{ $.n > 4 && $.n <= 5 }', true],
  ['{ $.n < 5 || $.n >= 6 }', false],
  ['{ ($.n = 1 || $.a = "x") && $.t IS TRUE }', true],
  ['{ $.n = 1 || $.a = "x" && $.t IS FALSE }', false],
  ['{ $.o.b-c[0].d IS NULL }', true],
  ['{ $.o["b-c"][0].e NOT EXISTS }', true],
  ['{ $.a = %^x$% }', true],
  ['{$.a="x"}', true],
])('%s', (pattern, expected) => {
  expect(compileFilterPattern(pattern)(message)).toBe(expected);
});

test('a JSON pattern matches no plain text', () => {
  expect(compileFilterPattern('{ $.a NOT EXISTS }')('plain')).toBe(false);
});

test.each([
  '{ $.a }',
  '{ $.a = }',
  '{ a = 1 }',
  '{ $.a = 1',
  '{ $.a > x }',
  '{ $.a EXISTS }',
  '{ $.a = 1 } more',
  '{ & }',
])('%s is refused', (pattern) => {
  expect(() => compileFilterPattern(pattern)).toThrow('Invalid filter pattern');
});

test('a space-delimited pattern is refused by name', () => {
  expect(() => compileFilterPattern('[ip, user]')).toThrow(/space-delimited .* not supported by the local runtime/);
});
