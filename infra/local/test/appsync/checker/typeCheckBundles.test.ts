import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../appsync/checker/Finding.ts';
import { typeCheckBundles } from '../../../appsync/checker/typeCheckBundles.ts';

/** Code that AppSync refused, as its users published it, and what it said. */
const refused = [
  {
    issue: 'https://github.com/aws/aws-appsync-community/issues/402',
    what: 'a member that is missing in a request',
    code: `import { query } from '@aws-appsync/utils/dynamodb';
export function request(ctx) {
  const key = { pk: { eq: 'user' }, sk: { eq: 'order' } };
  if (ctx.args.from) key.sk = { between: [ctx.args.from, ctx.args.to] };
  return query({ query: key });
}
export function response(ctx) { return ctx.result; }`,
    finding: {
      line: 4,
      column: 22,
      rule: 'TS2741',
      message: expect.stringContaining("Property 'eq' is missing in type '{ between: any[]; }' but required in type"),
    },
  },
  {
    issue: 'https://github.com/aws/aws-appsync-community/issues/334',
    what: 'an argument of the wrong type',
    code: `export function request() {
  let b = [{ "a": 5 }];
  b.push({ "b": 6 });
  return {};
}
export function response(ctx) { return ctx.result; }`,
    finding: {
      line: 3,
      column: 10,
      rule: 'TS2345',
      message: expect.stringContaining(
        "Argument of type '{ b: number; }' is not assignable to parameter of type '{ a: number; }'. Property '\"a\"' is missing in type",
      ),
    },
  },
  {
    issue: 'https://github.com/aws/aws-appsync-community/issues/323',
    what: 'the spread of what is not a tuple',
    code: `export function request() { return {}; }
export function response(ctx) {
  const error_args = ['Downstream HTTP request failed', 'http_504', { a: 1 }, { b: 2 }];
  util.appendError(...error_args);
  return ctx.prev.result;
}`,
    finding: {
      line: 4,
      column: 20,
      rule: 'TS2556',
      message: expect.stringContaining(
        'A spread argument must either have a tuple type or be passed to a rest parameter.',
      ),
    },
  },
];

/** What AppSync takes, `strict` or not: the second is issue 334's workaround. */
const taken = {
  'implicit any': 'const pair = (a, b) => [a, b]; return pair(ctx.args.a, ctx.args.b);',
  'a list whose type grows': 'let b = []; b.push({ a: 5 }); b.push({ b: 6 }); return b;',
  'what may be undefined': 'return [1].find((a) => a > ctx.args.a).valueOf;',
  'globals of the runtime':
    'console.log(util.autoId()); extensions.evictFromApiCache("Query", "a", {}); return runtime.earlyReturn({});',
};

let findings: Finding[];

beforeAll(async () => {
  findings = await typeCheckBundles([
    ...refused.map(({ issue, code }) => ({ file: issue, code })),
    ...Object.entries(taken).map(([file, body]) => ({
      file,
      code: `export function request(ctx) { ${body} }\nexport function response(ctx) { return ctx.result; }`,
    })),
    {
      file: 'Query.one.js',
      code: 'const { a } = {}; export const request = () => a; export const response = () => a;',
    },
    { file: 'Query.two.js', code: 'const a = 1; export const request = () => a; export const response = () => a;' },
  ]);
}, 60_000);

function findingsIn(name: string): Finding[] {
  return findings.filter(({ file }) => file === name);
}

describe('refuses what AppSync refused', () => {
  test.each(refused)('$what ($issue)', ({ issue, finding }) => {
    expect(findingsIn(issue)).toEqual([{ file: issue, ...finding }]);
    expect(findingsIn(issue)[0]?.message).toMatch(/ \(TypeScript 4\.9 and 5\.9\)$/);
  });

  test('a binding that its initializer does not provide', () => {
    expect(findingsIn('Query.one.js')).toMatchObject([{ line: 1, column: 9, rule: 'TS2525' }]);
  });
});

test.each(Object.keys(taken))('takes %s', (name) => {
  expect(findingsIn(name)).toEqual([]);
});

test('no bundle sees the declarations of another', () => {
  expect(findingsIn('Query.two.js')).toEqual([]);
});
