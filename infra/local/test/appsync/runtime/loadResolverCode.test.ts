import { describe, expect, test } from 'vitest';
import { loadResolverCode } from '../../../appsync/runtime/loadResolverCode.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import { evaluate, load, resolverContext } from './evaluate.ts';

describe('a resolver', () => {
  test('builds a request from its arguments and passes the result on', () => {
    const code = load(`
      import { util } from '@aws-appsync/utils';
      import * as ddb from '@aws-appsync/utils/dynamodb';
      export function request(ctx) { return ddb.get({ key: { id: ctx.args.id } }); }
      export const response = (ctx) => ctx.result;
    `);
    expect(code.run('request', resolverContext({ arguments: { id: 'a' } })).end).toEqual({
      kind: 'value',
      value: { operation: 'GetItem', key: { id: { S: 'a' } } },
    });
    expect(code.run('response', resolverContext({ result: { id: 'a', tags: ['x'] } })).end).toEqual({
      kind: 'value',
      value: { id: 'a', tags: ['x'] },
    });
  });

  test('runs as esbuild bundles it, with one export statement at the end', () => {
    const code = load(`// resolvers/Query.a.ts
import { util as u } from "@aws-appsync/utils";
function request(ctx) {
  return { payload: u.time.nowEpochSeconds() };
}
var response2 = (ctx) => ctx.result;
export {
  request,
  response2 as response
};
`);
    expect(code.run('request', resolverContext()).end).toEqual({ kind: 'value', value: { payload: 1517943695 } });
    expect(code.run('response', resolverContext({ result: 1 })).end).toEqual({ kind: 'value', value: 1 });
  });

  test('may use what AWS’s samples use without a word of the guide, with a warning', () => {
    const warned: string[] = [];
    const source = `export function request() { return [Array.isArray([]), Array.isArray('a'), 'abc'.substring(1, 2)]; }
      export function response() {}`;
    const options = { coordinate: 'Query.a', console: () => {}, now: () => 0 };
    const code = loadResolverCode(source, {
      ...options,
      warn: ({ line, rule, message }) => warned.push(`${line} ${rule} ${message}`),
    });
    expect(code.run('request', resolverContext()).end).toEqual({ kind: 'value', value: [true, false, 'b'] });
    expect(warned).toEqual([
      '1 undocumented-built-in Array.isArray is not documented for APPSYNC_JS.',
      '1 undocumented-built-in Array.isArray is not documented for APPSYNC_JS.',
      '1 undocumented-built-in The method substring is not documented for APPSYNC_JS.',
    ]);
  });

  test('gets arguments of any depth', () => {
    let deep: JsonObject = { b: 'end' };
    for (let level = 0; level < 100_000; level += 1) deep = { a: deep, b: 'here' };
    expect(evaluate('[ctx.args.deep.a.a.a.b]', { arguments: { deep } })).toEqual(['here']);
  });

  test('gets a member called __proto__ like any other', () => {
    const parsed = JSON.parse('{"__proto__": {"inherited": true}}') as JsonObject;
    const expression = '[Object.keys(ctx.args), ctx.args.inherited ?? null]';
    expect(evaluate(expression, { arguments: parsed })).toEqual([['__proto__'], null]);
  });

  test('leaves out members that are undefined or functions, as JSON does', () => {
    expect(evaluate('({ a: undefined, b: [undefined, 1], c: null, d: () => 1, e: 0 / 0 })')).toEqual({
      b: [null, 1],
      c: null,
      e: null,
    });
  });

  test('starts every run with its module fresh', () => {
    const code = load(`
      let count = 0;
      export function request() { count += 1; return count; }
      export function response() {}
    `);
    expect(code.run('request', resolverContext()).end).toEqual({ kind: 'value', value: 1 });
    expect(code.run('request', resolverContext()).end).toEqual({ kind: 'value', value: 1 });
  });

  test('cannot change what it was given outside of the run', () => {
    const context = resolverContext({ arguments: { list: [1] }, stash: { a: 1 } });
    const code = load(`
      export function request(ctx) { ctx.args.list.push(2); ctx.stash.b = 2; return ctx.args; }
      export function response() {}
    `);
    const outcome = code.run('request', context);
    expect(outcome.end).toEqual({ kind: 'value', value: { list: [1, 2] } });
    expect(outcome.stash).toEqual({ a: 1, b: 2 });
    expect(context.arguments).toEqual({ list: [1] });
    expect(context.stash).toEqual({ a: 1 });
  });
});

describe('the context', () => {
  test('has every member, and JSON leaves out the selection sets', () => {
    const json = evaluate('JSON.stringify(ctx)');
    expect(JSON.parse(String(json))).toEqual({
      arguments: {},
      args: {},
      identity: null,
      source: null,
      stash: {},
      prev: null,
      request: { headers: { 'x-a': 'b' }, domainName: null },
      info: { fieldName: 'post', parentTypeName: 'Query', variables: { v: 1 } },
      env: { TABLE: 't' },
      result: null,
      error: null,
      outErrors: [],
    });
    expect(evaluate('[ctx.info.selectionSetList, ctx.info.selectionSetGraphQL]')).toEqual([['id'], '{ id }']);
  });

  test('args and arguments are one object', () => {
    expect(evaluate('[Object.assign(ctx.args, { a: 1 }), ctx.arguments]')).toEqual([{ a: 1 }, { a: 1 }]);
  });
});

describe('the ways a run ends', () => {
  test('util.error ends it with the error as given', () => {
    expect(evaluate("util.error('no', 'Denied', { a: 1 }, { why: 'x' })")).toEqual({
      message: 'no',
      errorType: 'Denied',
      data: { a: 1 },
      errorInfo: { why: 'x' },
    });
  });

  test('util.unauthorized names the field', () => {
    expect(evaluate('util.unauthorized()')).toEqual({
      message: 'Not Authorized to access post on type Query',
      errorType: 'Unauthorized',
      data: null,
      errorInfo: null,
    });
  });

  test('util.appendError goes on', () => {
    const outcome = load(`
      import { util } from '@aws-appsync/utils';
      export function request() { util.appendError('first', 'A'); util.appendError('second'); return 1; }
      export function response() {}
    `).run('request', resolverContext());
    expect(outcome.end).toEqual({ kind: 'value', value: 1 });
    expect(outcome.appendedErrors).toEqual([
      { message: 'first', errorType: 'A', data: null, errorInfo: null },
      { message: 'second', errorType: null, data: null, errorInfo: null },
    ]);
  });

  test.each([
    ['runtime.earlyReturn({ a: 1 })', { kind: 'earlyReturn', value: { a: 1 }, skipTo: 'NEXT' }],
    ["runtime.earlyReturn(null, { skipTo: 'END' })", { kind: 'earlyReturn', value: null, skipTo: 'END' }],
    ['runtime.earlyReturn()', { kind: 'earlyReturn', value: undefined, skipTo: 'NEXT' }],
  ])('%s', (expression, end) => {
    const code = load(`export function request(ctx) { return ${expression}; } export function response() {}`);
    expect(code.run('request', resolverContext()).end).toEqual(end);
  });

  test('a runtime error names its place in the code', () => {
    const code = load(`export function request(ctx) {
  const a = ctx.args.missing;
  for (const x of [1]) { return a.b.c; }
}
export function response(ctx) {
    return ctx.result.map((x) => x.y.z);
}`);
    expect(code.run('request', resolverContext()).end).toMatchObject({
      error: {
        errorType: 'Code',
        message: "code.js:3:33: TypeError: Cannot read properties of undefined (reading 'b')",
      },
    });
    expect(code.run('response', resolverContext({ result: [{}] })).end).toMatchObject({
      error: {
        errorType: 'Code',
        message: "code.js:6:34: TypeError: Cannot read properties of undefined (reading 'z')",
      },
    });
  });
});

describe('limits', () => {
  test.each([
    ['for-of', 'for (const x of xs) sum += x;'],
    ['for-in', 'for (const x in xs) { sum += 1 }'],
    ['a loop in a loop', 'for (const a of [1, 2]) for (const x of xs) sum += x'],
    ...['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'map', 'some'].map(
      (name) => [name, `xs.${name}((x) => ${name === 'every'})`],
    ),
    ['reduce', 'sum = xs.reduce((before, x) => before + x, 0)'],
    ['reduceRight', 'sum = xs.reduceRight((before, x) => before + x, 0)'],
  ])('1,000 iterations of %s pass and 1,001 do not', (_name, loop) => {
    const code = load(`
      export function request(ctx) { const xs = ctx.args.xs; let sum = 0; ${loop}
        return sum; }
      export function response() {}
    `);
    const run = (length: number) =>
      code.run('request', resolverContext({ arguments: { xs: Array.from({ length }, () => 1) } })).end;
    expect(run(1000)).toMatchObject({ kind: 'value' });
    expect(run(1001)).toMatchObject({ kind: 'error', error: { errorType: 'Code' } });
  });

  test('a longer list passes where the method goes no further', () => {
    const code = load(`
      export function request(ctx) { return [ctx.args.xs.find((x) => x === 7), ctx.args.xs.slice(0).length]; }
      export function response() {}
    `);
    const xs = Array.from({ length: 5000 }, (_, index) => index);
    expect(code.run('request', resolverContext({ arguments: { xs } })).end).toMatchObject({ value: [7, 5000] });
  });

  test('a result over 5 MB is an error', () => {
    const text = 'x'.repeat(5 * 1024 * 1024);
    const code = load('export function request(ctx) { return ctx.args; } export function response() {}');
    expect(code.run('request', resolverContext({ arguments: { a: text } })).end).toMatchObject({ kind: 'error' });
    expect(code.run('request', resolverContext({ arguments: { a: text.slice(100) } })).end).toMatchObject({
      kind: 'value',
    });
  });

  test('a cycle is an error, in the result and in the stash', () => {
    const code = load(`
      export function request(ctx) { const a = {}; a.a = a; return a; }
      export function response(ctx) { ctx.stash.a = ctx.stash; return 1; }
    `);
    expect(code.run('request', resolverContext()).end).toMatchObject({ kind: 'error', error: { errorType: 'Code' } });
    expect(code.run('response', resolverContext()).end).toMatchObject({ kind: 'error', error: { errorType: 'Code' } });
  });
});

describe('code that AppSync does not accept', () => {
  test('is refused with every place named', () => {
    expect(() => load('export function request() { while (true) {} }')).toThrow(
      /The code contains one or more errors.*no-while.*/s,
    );
  });

  test('an import of another module is refused by its name', () => {
    expect(() => load("import x from 'lodash'; export function request() {} export function response() {}")).toThrow(
      /lodash/,
    );
  });

  test('the RDS and AI modules fail where they are used', () => {
    const code = load(`
      import { select } from '@aws-appsync/utils/rds';
      export function request() { return select({ table: 'a' }); }
      export function response() {}
    `);
    expect(code.run('request', resolverContext()).end).toMatchObject({
      error: { message: expect.stringMatching(/rds\.select is not supported by the local runtime/) },
    });
  });
});

test('console lines carry the place and the coordinate', () => {
  const lines: unknown[] = [];
  const code = load(
    `
export function request(ctx) {
    console.log("This request is allowed");
    console.error('bad', { a: [1] });
}
export function response() {}`,
    (...line) => lines.push(line),
  );
  code.run('request', resolverContext());
  expect(lines).toEqual([
    ['log', 'Query.post', 'code.js:3:5: "This request is allowed"'],
    ['error', 'Query.post', 'code.js:4:5: "bad" {"a":[1]}'],
  ]);
});

test('extensions come out in the shapes that AWS takes', () => {
  const outcome = load(`
    import { extensions, util } from '@aws-appsync/utils';
    export function request(ctx) {
      extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ a: { eq: 1 } }));
      extensions.setSubscriptionInvalidationFilter({ filterGroup: [] });
      extensions.invalidateSubscriptions({ subscriptionField: 'onA', payload: { id: 1 } });
      util.http.addResponseHeader('x-count', 7);
      util.http.addResponseHeader('Content-Type', 'text/html');
      return null;
    }
    export function response() {}
  `).run('request', resolverContext());
  expect(outcome).toMatchObject({
    end: { kind: 'value', value: null },
    subscriptionFilter: { filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] },
    subscriptionInvalidationFilter: { filterGroup: [] },
    subscriptionInvalidations: [{ subscriptionField: 'onA', payload: { id: 1 } }],
    responseHeaders: { 'x-count': '7' },
    appendedErrors: [{ errorType: 'ResponseHeaderError' }],
  });
});
