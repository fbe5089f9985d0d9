import { expect, test } from 'vitest';
import { parseArn } from '../../platform/Arn.ts';
import { Reader } from '../../platform/Reader.ts';

const reader = new Reader('Thing', {
  text: 'a',
  number: 5,
  numberText: '7',
  yes: 'true',
  no: false,
  nothing: null,
  list: ['x', 'y'],
  objects: [{ id: 'one' }],
  map: { a: 'x', b: 2, c: true },
});

test('members are read as what they are, and as CloudFormation writes them', () => {
  expect(reader.string('text')).toBe('a');
  expect([reader.optionalNumber('number'), reader.optionalNumber('numberText')]).toEqual([5, 7]);
  expect([reader.optionalBoolean('yes'), reader.optionalBoolean('no')]).toEqual([true, false]);
  expect([reader.optionalString('nothing'), reader.optionalObject('absent'), reader.has('nothing')]).toEqual([
    undefined,
    undefined,
    false,
  ]);
  expect([reader.strings('list'), reader.strings('absent')]).toEqual([['x', 'y'], []]);
  expect(reader.objects('objects').map((item) => item.string('id'))).toEqual(['one']);
  expect(reader.stringMap('map')).toEqual({ a: 'x', b: '2', c: 'true' });
});

test.each<[string, (thing: Reader) => unknown, string]>([
  ['an absent string', (thing) => thing.string('absent'), 'Thing.absent must be given.'],
  ['a number for a string', (thing) => thing.string('number'), 'Thing.number must be a string.'],
  ['a text for a number', (thing) => thing.optionalNumber('text'), 'Thing.text must be a number.'],
  [
    'a number out of range',
    (thing) => thing.optionalNumber('number', { min: 6, max: 9 }),
    'Thing.number must be between 6 and 9.',
  ],
  ['a text for a boolean', (thing) => thing.optionalBoolean('text'), 'Thing.text must be a boolean.'],
  ['a text for a list', (thing) => thing.strings('text'), 'Thing.text must be a list.'],
  ['a nested member', (thing) => thing.objects('objects')[0]?.string('name'), 'Thing.objects[0].name must be given.'],
])('%s is an error naming its path', (_, read, message) => {
  expect(() => read(reader)).toThrow(expect.objectContaining({ code: 'ValidationException', message }));
});

test('members that are not understood are refused', () => {
  expect(() => reader.only('text')).toThrow(/Thing\.number is not supported by the local runtime/);
});

test('an ARN is taken apart; other text is an error', () => {
  expect(parseArn('arn:aws:lambda:us-east-1:000000000000:function:a:1')).toEqual({
    service: 'lambda',
    region: 'us-east-1',
    account: '000000000000',
    resource: 'function:a:1',
  });
  expect(() => parseArn('lambda')).toThrow('lambda is not an ARN.');
});
