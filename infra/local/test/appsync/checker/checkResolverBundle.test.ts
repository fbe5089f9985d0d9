import { describe, expect, test } from 'vitest';
import { checkResolverBundle } from '../../../appsync/checker/checkResolverBundle.ts';

const HANDLERS = 'export function request(ctx) {}\nexport function response(ctx) {}\n';

function rulesOf(source: string): string[] {
  return [...new Set(checkResolverBundle(source, 'a.js').map(({ rule }) => rule))];
}

/** A module whose request handler has the statements as its body. */
function handler(body: string): string {
  return `export function request(ctx) { ${body} }\nexport function response(ctx) { return ctx.result; }`;
}

describe('every rule finds what breaks it and nothing else', () => {
  test.each([
    ['undocumented-built-in', 'return ctx.args.a.substring(1);', 'return ctx.args.a.slice(1);'],
    ['undocumented-built-in', 'return Array.isArray(ctx.args.a);', 'return ctx.args.a.length;'],
    ['no-unlisted-members', 'return Array.of(1);', 'return [1];'],
    ['no-unlisted-members', 'return Array(3);', 'return [1];'],
    ['no-unary', 'let a = 1; a++;', 'let a = 1; a += 1; return -a;'],
    ['no-unary', 'return ~ctx.args.a;', 'return !ctx.args.a;'],
    ['no-in', "return 'a' in ctx.args;", "return Object.hasOwn(ctx.args, 'a');"],
    ['no-try', 'try { return 1; } finally { ctx.args.a = 1; }', 'return 1;'],
    ['no-throw', "throw 'a';", "util.error('a');"],
    ['no-while', 'while (ctx.args.a) { return 1; }', 'for (const a of ctx.args.list) { return a; }'],
    ['no-do-while', 'do { ctx.args.a = 1; } while (ctx.args.b);', 'for (const a in ctx.args) { return a; }'],
    ['no-for', 'for (let a = 0; a < 3; a += 1) { return a; }', 'for (const a of [1]) { break; }'],
    ['no-continue', 'for (const a of [1]) { continue; }', 'switch (ctx.args.a) { case 1: break; default: }'],
    ['no-labels', 'out: for (const a of [1]) { break out; }', 'for (const a of [1]) { break; }'],
    ['no-regex', 'return ctx.args.a.replace(/a/g, "b");', 'return ctx.args.a.replace("a+", "b");'],
    ['no-bigint', 'return 1n;', 'return 1;'],
    ['no-instanceof', 'return ctx.args instanceof ctx.source;', 'return typeof ctx.args;'],
    ['no-classes', 'class A {}', 'const a = { b: 1 };'],
    ['no-this', 'return this;', 'return ctx;'],
    ['no-new', 'return new ctx.args.a();', 'return ctx.args.a;'],
    ['no-accessors', 'return { get a() { return 1; } };', 'return { a: 1 };'],
    ['no-debugger', 'debugger;', 'console.log(1);'],
    ['no-async', 'const a = async () => 1;', 'const a = () => 1;'],
    ['no-generators', 'function* a() { yield 1; }', 'function a() { return 1; }'],
    ['allowed-imports', "return import('a');", 'return 1;'],
    ['no-function-methods', 'return util.error.name.call(1);', 'return util.time.nowISO8601();', true],
    ['no-function-methods', 'const a = () => 1; return a.apply(null, []);', 'const a = () => 1; return a();'],
    ['no-function-methods', 'return ctx.constructor;', 'return ctx.args.construct;'],
    ['no-function-methods', "return ctx['__proto__'];", "return ctx['args'];"],
    ['no-unlisted-globals', 'return new Map();', 'return {};', true],
    ['no-unlisted-globals', "return parseInt('1');", 'return +"1";'],
    ['no-unlisted-globals', 'return Promise.resolve(1);', 'return 1;', true],
    ['no-unlisted-globals', "return Function('return 1')();", 'return Infinity;'],
    ['no-unlisted-globals', 'return arguments.length;', 'return NaN;'],
    ['no-unlisted-globals', '{ const inner = 1; } return inner;', '{ var inner = 1; } return inner;'],
    ['no-unlisted-members', 'return Object.fromEntries([]);', 'return Object.entries({});'],
    ['no-unlisted-members', 'return Math.abs(1);', 'return Math.max(1, 2);'],
    ['no-unlisted-members', "return Number('1');", 'return Number.isNaN(1);'],
    ['no-unlisted-methods', 'return ctx.args.list.includes(1);', 'return ctx.args.list.indexOf(1);'],
    ['no-unlisted-methods', 'return ctx.args.a.toString();', 'return util.dynamodb.toString(ctx.args.a);'],
    ['no-unlisted-methods', "return ctx.args.a?.['padStart'](2);", "return ctx.args.a?.['slice'](2);"],
    ['no-recursion', 'const f = (n) => f(n); return f(1);', 'const f = (n) => n; return f(f(1));'],
    ['no-function-arguments', 'const f = (g) => 1; return f(() => 1);', 'return [1].map((a) => a);'],
    ['no-function-arguments', 'return (() => 1)();', 'const f = () => 1; return f();'],
    ['no-function-results', 'const f = () => () => 1; return f;', 'const f = () => ({ a: 1 }); return f();'],
    ['no-context-assignment', 'ctx = {};', 'ctx.args = {};'],
    ['no-context-assignment', 'ctx.stash = {};', 'ctx.stash.a = {};'],
    ['no-context-assignment', 'delete ctx.stash;', 'delete ctx.stash.a;'],
  ])('%s: %s', (rule, bad, good, alongsideOthers = false) => {
    if (alongsideOthers) expect(rulesOf(handler(bad))).toContain(rule);
    else expect(rulesOf(handler(bad))).toEqual([rule]);
    expect(rulesOf(handler(good))).toEqual([]);
  });

  test('no-recursion sees functions that call each other, however far apart', () => {
    const source = `
      function a(n) { return b(n); }
      function b(n) { return [n].map((m) => c(m)); }
      function c(n) { return a(n); }
      ${HANDLERS}`;
    const findings = checkResolverBundle(source, 'a.js');
    expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
      ['no-recursion', 2],
      ['no-recursion', 3],
      ['no-recursion', 4],
    ]);
    expect(rulesOf(source.replace('return a(n);', 'return n;'))).toEqual([]);
  });

  test('no-async sees for await and await', () => {
    expect(rulesOf(`await 1; for await (const a of []) {}\n${HANDLERS}`)).toEqual(['no-async']);
  });

  test('allowed-imports', () => {
    expect(rulesOf(`import _ from 'lodash';\n${HANDLERS}`)).toEqual(['allowed-imports']);
    const good = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n";
    expect(rulesOf(`${good}${HANDLERS}`)).toEqual([]);
  });

  test('handler-exports', () => {
    expect(rulesOf('export function request() {}')).toEqual(['handler-exports']);
    expect(rulesOf('export const request = 1; export function response() {}')).toEqual(['handler-exports']);
    expect(rulesOf(`export default 1;\n${HANDLERS}`)).toEqual(['handler-exports']);
    expect(
      rulesOf("export * from '@aws-appsync/utils'; export function request() {} export function response() {}"),
    ).toEqual(['handler-exports']);
    expect(rulesOf('const a = () => 1; var b = function () {}; export { a as request, b as response };')).toEqual([]);
  });

  test('code-size counts characters up to 32,768', () => {
    const filled = (length: number) => HANDLERS + '/'.repeat(length - HANDLERS.length);
    expect(rulesOf(filled(32_768))).toEqual([]);
    expect(rulesOf(filled(32_769))).toEqual(['code-size']);
  });

  test('syntax', () => {
    expect(checkResolverBundle('export function (', 'a.js')).toMatchObject([{ rule: 'syntax', line: 1 }]);
  });
});

test('a finding names file, line and column, in the order of the code', () => {
  const source = `export function request(ctx) {
  const a = ctx.args.list.includes(1);
  return a++;
}
export function response() {}`;
  expect(checkResolverBundle(source, 'Query.a.js')).toEqual([
    {
      file: 'Query.a.js',
      line: 2,
      column: 13,
      rule: 'no-unlisted-methods',
      message: 'The method includes is not available in APPSYNC_JS.',
    },
    expect.objectContaining({ line: 3, column: 10, rule: 'no-unary' }),
  ]);
});

test('names are resolved through parameters, patterns, blocks and loops', () => {
  const source = `
    import { util as u } from '@aws-appsync/utils';
    const { a, b: [c, ...d], ...e } = { b: [] };
    function f({ g = a, ...h }, [i] = [c], ...j) { return [g, h, i, j, d, e]; }
    export const request = (ctx) => {
      for (const { k } of [f({}, [])]) { if (k) { let l = k; return l; } }
      for (var m in ctx.args) { switch (m) { case 'x': { const n = 1; return n; } } }
      return [m, u.autoId(), undefined, later()];
    };
    function later() { return 1; }
    export function response(ctx) { return ctx.result; }
  `;
  expect(checkResolverBundle(source, 'a.js')).toEqual([]);
});
