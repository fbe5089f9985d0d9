import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyArgument } from '../../../appsync/runtime/copyFromRealm.ts';
import { javaReplace } from '../../../appsync/runtime/library/javaMatcher.ts';
import { createRealm } from '../../../appsync/runtime/realm/createRealm.ts';
import { evaluate } from './evaluate.ts';

/** Runs code that the checker would refuse, to see what the realm itself has. */
const realm = createRealm({
  util: {},
  extensions: {},
  runtime: {},
  console: {},
  modules: {},
  replace: javaReplace,
  argument: copyArgument,
  loopLimit: () => {
    throw new Error('loop');
  },
  checkTime: () => {},
  unsupported: (message) => {
    throw new Error(message);
  },
});
const inRealm = (expression: string) => realm.compile(`return ${expression}`, [])();

describe('what APPSYNC_JS documents is there', () => {
  test.each([
    ['Object.assign({ a: 1 }, { b: 2 })', { a: 1, b: 2 }],
    ['Object.entries({ a: 1 })', [['a', 1]]],
    ["Object.hasOwn({ a: 1 }, 'a')", true],
    ['Object.keys({ a: 1 })', ['a']],
    ['Object.values({ a: 1 })', [1]],
    ["'abc'.charAt(1)", 'b'],
    ["'a'.concat('b')", 'ab'],
    ["'abc'.endsWith('c')", true],
    ["'aba'.indexOf('a', 1)", 2],
    ["'aba'.lastIndexOf('a')", 2],
    ["'abc'.length", 3],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code under test
    ['String.raw`a\\n${1}`', 'a\\n1'],
    ["'abc'.slice(-1)", 'c'],
    ["'a.b'.split('.')", ['a', 'b']],
    ["'abc'.startsWith('a')", true],
    ["'a'.toUpperCase() + 'A'.toLowerCase()", 'Aa'],
    ["[' a '.trim(), ' a '.trimStart(), ' a '.trimEnd()]", ['a', 'a ', ' a']],
    ['[Number.isFinite(1), Number.isNaN(NaN), Infinity > 1, typeof undefined]', [true, true, true, 'undefined']],
    ['[Math.min(2, 1), Math.max(1, 2), Math.round(1.5), Math.floor(1.5), Math.ceil(1.2)]', [1, 2, 2, 1, 2]],
    ['Math.random() < 1', true],
    ['[1].concat([2], 3)', [1, 2, 3]],
    ['[1, 2].fill(0)', [0, 0]],
    ['[[1], [2]].flat()', [1, 2]],
    ['[1, 2, 1].indexOf(1, 1) + [1, 2, 1].lastIndexOf(1)', 4],
    ["[1, 2].join('-')", '1-2'],
    [
      '(() => { const a = [1, 2, 3]; return [a.pop(), a.shift(), a.push(4), a.unshift(0), a]; })()',
      [3, 1, 2, 3, [0, 2, 4]],
    ],
    ['[1, 2].reverse()', [2, 1]],
    ['[1, 2, 3].slice(1)', [2, 3]],
    ['(() => { const a = [1, 2, 3]; a.splice(1, 1); return a; })()', [1, 3]],
    ['[10, 9, 1].sort()', [1, 10, 9]],
    ['(() => { let a = 0; [1, 2].forEach((b) => { a += b; }); return a; })()', 3],
    ['[1, 2].map((a) => a * 2)', [2, 4]],
    ['[1, 2].flatMap((a) => [a, a])', [1, 1, 2, 2]],
    ['[1, 2].filter((a) => a > 1)', [2]],
    ["['a', 'b'].reduce((a, b) => a + b) + ['a', 'b'].reduceRight((a, b) => a + b)", 'abba'],
    ['[[1, 2].find((a) => a > 1), [1, 2].findIndex((a) => a > 1)]', [2, 1]],
    ['[[1, 2].findLast((a) => a > 0), [1, 2].findLastIndex((a) => a > 0)]', [2, 1]],
    ['[[1].some((a) => a > 1), [1].every((a) => a === 1)]', [false, true]],
    ['JSON.parse(\'{"a":[1]}\')', { a: [1] }],
    ["JSON.parse('{')", ''],
    ['JSON.stringify({ a: [1], b: undefined })', '{"a":[1]}'],
    [
      "(() => { const { a, ...b } = { a: 1, c: 2 }; const [d, ...e] = 'xyz'; return [a, b, d, e, ...[1]]; })()",
      [1, { c: 2 }, 'x', ['y', 'z'], 1],
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code under test
    ['`${[1, [2]]} ${{}} ${1} ${true} ${null}`', '1,2 [object Object] 1 true null'],
    [
      '(() => { const out = []; for (const [k, v] of Object.entries({ a: 1 })) { out.push(k + v); } return out; })()',
      ['a1'],
    ],
    [
      '(() => { const o = { a: 1, b: 2 }; delete o.a; return [o, void 0 ?? 1, o?.c?.d, 5 & 3 | 8, 2 ** 3, typeof o]; })()',
      [{ b: 2 }, 1, null, 9, 8, 'object'],
    ],
  ])('%s', (expression, value) => {
    expect(JSON.parse(JSON.stringify(inRealm(expression)))).toEqual(value);
  });

  test('JSON.parse answers a blank string for invalid input in a resolver too', () => {
    expect(evaluate("JSON.parse('nonsense')")).toBe('');
  });

  test('sort with an argument is an error', () => {
    expect(evaluate('[2, 1].sort((a, b) => a - b)')).toMatchObject({
      errorType: 'Code',
      message: expect.stringMatching(/Array\.prototype\.sort does not support arguments/),
    });
  });
});

describe('what APPSYNC_JS does not document is absent', () => {
  test('the globals are the documented ones, and Array for isArray', () => {
    const names = inRealm('Object.keys((function () { return this; })())') as string[];
    expect([...names].toSorted()).toEqual([
      'Array',
      'JSON',
      'Math',
      'Number',
      'Object',
      'String',
      'console',
      'extensions',
      'runtime',
      'util',
    ]);
    for (const name of [
      'Boolean',
      'BigInt',
      'Date',
      'Error',
      'Function',
      'Map',
      'Promise',
      'Proxy',
      'Reflect',
      'RegExp',
      'Set',
      'Symbol',
      'WebAssembly',
      'decodeURIComponent',
      'escape',
      'eval',
      'globalThis',
      'isNaN',
      'parseFloat',
      'parseInt',
      'process',
      'require',
      'setTimeout',
    ]) {
      expect([name, inRealm(`typeof ${name}`)]).toEqual([name, 'undefined']);
    }
  });

  test.each([
    '[].includes',
    '[].at',
    '[].keys',
    '[].entries',
    '[].toSorted',
    '[].toString',
    "''.includes",
    "''.padStart",
    "''.repeat",
    "''.match",
    "''.charCodeAt",
    "''.at",
    "''.toString",
    '(1).toFixed',
    '(1).toString',
    'true.toString',
    '({}).toString',
    '({}).hasOwnProperty',
    '({}).constructor',
    '[].constructor.from',
    '[].constructor.isArray',
    '[].constructor.constructor',
    "''.constructor",
    '(() => 1).constructor',
    '(() => 1).call',
    '(() => 1).apply',
    '(() => 1).bind',
    '({}).__proto__',
    'Object.fromEntries',
    'Object.freeze',
    'Object.getPrototypeOf',
    'Object.defineProperty',
    'Math.abs',
    'Math.PI',
    'Number.parseInt',
    'Number.MAX_SAFE_INTEGER',
    'String.fromCharCode',
    'JSON.rawJSON',
    'console.info',
    '(async () => 1).constructor',
    '(function* () {}).constructor',
    '/a/.exec',
    'String.prototype',
    'Object.prototype',
  ])('%s', (expression) => {
    expect(inRealm(expression)).toBeUndefined();
  });

  test('String and Number cannot be called', () => {
    expect([inRealm('typeof String'), inRealm('typeof Number'), inRealm('typeof Object')]).toEqual([
      'object',
      'object',
      'object',
    ]);
  });
});

test('a realm leaves V8’s fast paths for lists and promises to the rest of the process', () => {
  const loader = join(import.meta.dirname, '../../../appsync/runtime/loadResolverCode.ts');
  const script = `import { loadResolverCode } from ${JSON.stringify(loader)};
    console.log('loading');
    loadResolverCode('export function request() {} export function response() {}', { coordinate: '', now: Date.now, console() {} });`;
  const trace = execFileSync(
    process.execPath,
    ['--trace-protector-invalidation', '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
    },
  );
  expect(trace).toContain('loading');
  expect(trace.split('loading')[1]).not.toMatch(/Array|Promise|RegExp/);
});

describe('nothing of the host is within reach', () => {
  test('a resolver cannot change the library or the built-ins', () => {
    expect(evaluate('(util.time.nowISO8601 = 1)')).toMatchObject({ errorType: 'Code' });
    expect(evaluate('(util.extra = 1)')).toMatchObject({ errorType: 'Code' });
    expect(evaluate('(JSON.parse = 1)')).toMatchObject({ errorType: 'Code' });
  });

  test('text does not become code', () => {
    // As though stripping had missed a constructor.
    const functionOfRealm = Object.getPrototypeOf(inRealm('() => 1')) as object;
    expect(functionOfRealm).not.toBe(Function.prototype);
    expect(() => realm.compile("return eval('1')", ['eval'])((text: string) => inRealm(`eval(${text})`))).toThrow();
  });
});
