import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../platform/Json.ts';
import { EventPattern } from '../../shared/EventPattern.ts';

const event = {
  source: 'app.orders',
  time: '2026-01-01T00:00:00Z',
  detail: {
    state: 'Running',
    count: 5,
    note: null,
    empty: '',
    tags: ['red', 'green'],
    ip: '10.0.0.7',
    items: [
      { id: 1, kind: 'a' },
      { id: 2, kind: 'b' },
    ],
  },
};

test.each<[JsonValue, boolean]>([
  [{}, true],
  [{ source: ['app.orders'] }, true],
  [{ source: ['other', 'app.orders'] }, true],
  [{ source: ['app'] }, false],
  [{ absent: ['x'] }, false],
  [{ detail: { state: ['Running'], count: [5] } }, true],
  [{ detail: { state: ['Running'], count: ['5'] } }, false],
  [{ detail: { note: [null] } }, true],
  [{ detail: { empty: [''] } }, true],
  [{ detail: { tags: ['green'] } }, true],
  [{ detail: { items: { kind: ['b'] } } }, true],
  [{ source: [{ prefix: 'app.' }] }, true],
  [{ source: [{ suffix: '.orders' }] }, true],
  [{ source: [{ prefix: { 'equals-ignore-case': 'APP' } }] }, true],
  [{ detail: { state: [{ 'equals-ignore-case': 'RUNNING' }] } }, true],
  [{ source: [{ wildcard: 'a*.ord*s' }] }, true],
  [{ source: [{ wildcard: 'a*.ord*x' }] }, false],
  [{ source: [{ wildcard: 'app\\*' }] }, false],
  [{ detail: { state: [{ 'anything-but': 'Running' }] } }, false],
  [{ detail: { state: [{ 'anything-but': ['Stopped', 'Gone'] }] } }, true],
  [{ detail: { state: [{ 'anything-but': { prefix: 'Run' } }] } }, false],
  [{ detail: { state: [{ 'anything-but': { suffix: ['x', 'y'] } }] } }, true],
  [{ detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  [{ detail: { count: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
  [{ detail: { count: [{ numeric: ['=', 6] }] } }, false],
  [{ detail: { state: [{ numeric: ['>', 0] }] } }, false],
  [{ detail: { absent: [{ exists: false }] } }, true],
  [{ detail: { state: [{ exists: true }] } }, true],
  [{ detail: { state: [{ exists: false }] } }, false],
  [{ detail: { nowhere: { deeper: [{ exists: false }] } } }, true],
  [{ detail: { nowhere: { deeper: [{ exists: true }] } } }, false],
  [{ detail: { nowhere: { deeper: ['x'] } } }, false],
  [{ detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
  [{ detail: { ip: [{ cidr: '10.0.1.0/24' }] } }, false],
  [{ $or: [{ source: ['x'] }, { detail: { count: [5] } }] }, true],
  [{ detail: { $or: [{ count: [1] }, { count: [2] }], state: ['Running'] } }, false],
])('%j: %s', (pattern, expected) => {
  expect(new EventPattern(pattern).matches(event)).toBe(expected);
});

test.each<[JsonValue]>([
  [[]],
  [{ a: 'x' }],
  [{ a: [] }],
  [{ a: {} }],
  [{ a: [{ unknown: 1 }] }],
  [{ a: [{ prefix: 1 }] }],
  [{ a: [{ numeric: ['>', 'x'] }] }],
  [{ a: [{ numeric: ['~', 1] }] }],
  [{ a: [{ exists: 'yes' }] }],
  [{ a: [{ cidr: '10.0.0.0/99' }] }],
  [{ a: [{ wildcard: 'a**b' }] }],
  [{ $or: [{ a: ['x'] }] }],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }],
])('%j is refused by name', (pattern) => {
  expect(() => new EventPattern(pattern)).toThrow('Event pattern is not valid');
});

test('a text without special characters matches itself as exact, prefix, suffix and wildcard, and nothing of it as anything-but', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const matches = (matcher: JsonValue) => new EventPattern({ a: [matcher] }).matches({ a: text });
      expect(matches(text)).toBe(true);
      expect(matches({ prefix: text })).toBe(true);
      expect(matches({ suffix: text })).toBe(true);
      expect(matches({ 'anything-but': text })).toBe(false);
      expect(matches({ wildcard: text.replace(/[\\*]/g, '\\$&') })).toBe(true);
    }),
  );
});
