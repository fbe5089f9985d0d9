import { describe, expect, test } from 'vitest';
import { copyArgument } from '../../../appsync/runtime/copyFromRealm.ts';
import { appSyncLibrary } from '../../../appsync/runtime/library/appSyncLibrary.ts';
import { javaReplace } from '../../../appsync/runtime/library/javaMatcher.ts';
import { createRealm } from '../../../appsync/runtime/realm/createRealm.ts';
import { evaluate, load, NOW, resolverContext } from './evaluate.ts';

const refuse = (): never => {
  throw new Error('refused');
};

const realm = createRealm({
  ...appSyncLibrary(refuse, () => NOW),
  console: { log: refuse, error: refuse },
  replace: javaReplace,
  argument: copyArgument,
  loopLimit: refuse,
  checkTime: () => {},
  unsupported: refuse,
});

/** Runs code that the checker would refuse. */
const inRealm = (expression: string) => realm.compile(`'use strict'; return ${expression}`, [])();

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Returns every object that members and prototypes lead to, with the way to it. */
function reachable(starts: Readonly<Record<string, unknown>>): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  const add = (value: unknown, way: string) => {
    if (isObject(value) && !found.has(value)) found.set(value, way);
  };
  for (const [name, start] of Object.entries(starts)) add(start, name);
  for (const [object, way] of found) {
    add(Object.getPrototypeOf(object), `${way}.<prototype>`);
    for (const name of Reflect.ownKeys(object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, name) ?? {};
      const member = `${way}.${String(name)}`;
      add(value, member);
      add(get, `${member}.<get>`);
      add(set, `${member}.<set>`);
    }
  }
  return found;
}

/** All that the code of a resolver can begin with. */
const starts = {
  global: realm.compile('return this', [])(),
  ctx: realm.newContext(resolverContext({ error: { message: 'm', type: 't' } })),
  ...realm.modules,
  tick: realm.tick,
  object: inRealm('({})'),
  list: inRealm('[]'),
  expression: inRealm('/a/'),
  arrow: inRealm('() => 1'),
  function: inRealm('function () {}'),
};

test('no object of the host is within reach', () => {
  const host = new Set<object>([Object, Function, Array, RegExp, Error, Promise].map(({ prototype }) => prototype));
  const found = [...reachable(starts)];
  expect(found.length).toBeGreaterThan(150);
  expect(found.filter(([object]) => host.has(object)).map(([, way]) => way)).toEqual([]);
});

test('the globals are those of APPSYNC_JS', () => {
  const names = ['Infinity', 'JSON', 'Math', 'NaN', 'Number', 'Object', 'String', 'console', 'extensions', 'runtime'];
  expect(Reflect.ownKeys(Object(starts.global)).toSorted()).toEqual(['Array', ...names, 'undefined', 'util']);
  // AWS's samples use no more of it.
  expect(inRealm('Object.keys(Array)')).toEqual(['isArray']);
  // A name is looked up along the prototypes of the global object.
  expect(inRealm('typeof constructor')).toBe('undefined');
});

test('a function of the host is not copied in', () => {
  expect(realm.copyIn({ members: [() => refuse(), { call: refuse, kept: 1 }] })).toEqual({
    members: [undefined, { call: undefined, kept: 1 }],
  });
});

describe('a run leaves nothing to the next', () => {
  test.each([
    '[].map',
    "''.split",
    'Math.max',
    'JSON.parse',
    'Object.keys',
    'util.autoId',
    'util.time',
    "[]['constr' + 'uctor']",
    "[]['constr' + 'uctor']['proto' + 'type']",
  ])('in %s', (holder) => {
    const message = expect.stringContaining('TypeError: Cannot add property left');
    expect(evaluate(`Object.assign(${holder}, { left: 1 })`)).toMatchObject({ errorType: 'Code', message });
  });
});

describe('a member named __proto__', () => {
  const value = JSON.parse('{"__proto__":{"admin":true},"list":[{"__proto__":null}]}');
  const text = JSON.stringify(value);

  test.each([
    ['ctx.args', 'comes back'],
    ['JSON.parse(ctx.stash.text)', 'is read from text'],
    ['({ ...ctx.args })', 'is spread'],
    ["util.xml.toMap('<r><__proto__><admin>true</admin></__proto__></r>')", 'is of XML'],
  ])('%s %s', (expression) => {
    expect(JSON.stringify(evaluate(expression, { arguments: value, stash: { text } }))).toContain(
      '"__proto__":{"admin":true}',
    );
  });

  test('goes to functions of the library and stays in the stash', () => {
    expect(JSON.stringify(evaluate('util.dynamodb.toMapValues(ctx.args)', { arguments: value }))).toContain(
      '"__proto__":{"M":{"admin":{"BOOL":true}}}',
    );
    const { stash } = load(
      'export function request(ctx) { ctx.stash.kept = ctx.args; } export function response() {}',
    ).run('request', resolverContext({ arguments: value }));
    expect(JSON.stringify(stash)).toBe(`{"kept":${text}}`);
  });

  test('gives an object no other members', () => {
    expect(evaluate('ctx.args.admin === undefined', { arguments: value })).toBe(true);
  });
});
