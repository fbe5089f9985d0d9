import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppSync } from '../api/startAppSync.ts';
import { fakeLambda } from '../datasources/fakeLambda.ts';

let server: Awaited<ReturnType<typeof startAppSync>>;

const invoke = `import { util } from '@aws-appsync/utils';
export function request() { return { operation: 'Invoke', payload: null }; }`;

beforeAll(async () => {
  server = await startAppSync({
    schema: 'type Query { ignores: String raises: String appends: String }',
    services: [
      fakeLambda(() => {
        throw new Error('out of order');
      }),
    ],
    roles: { caller: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }] },
    dataSources: {
      broken: {
        Type: 'AWS_LAMBDA',
        role: 'caller',
        LambdaConfig: { LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:broken' },
      },
    },
    resolvers: {
      'Query.ignores': { dataSource: 'broken', code: `${invoke} export function response() { return 'fine'; }` },
      'Query.raises': {
        dataSource: 'broken',
        code: `${invoke} export function response(ctx) { util.error(ctx.error.message, ctx.error.type); }`,
      },
      'Query.appends': {
        dataSource: 'broken',
        code: `${invoke} export function response(ctx) { util.appendError(ctx.error.message); return null; }`,
      },
    },
  });
});
afterAll(() => server.stop());

it('an error of a data source that a handler ignores leaves a line, one that the caller is told of does not', async () => {
  const answer = await server.query('{ ignores raises appends }');
  expect(answer.data).toEqual({ ignores: 'fine', raises: null, appends: null });
  expect(answer.errors).toHaveLength(2);
  expect(server.logged.filter((line) => line.includes('went on after an error'))).toEqual([
    expect.stringMatching(
      /^warn appsync Query\.ignores .*"dataSource":"broken","type":"Lambda:Unhandled".*out of order/,
    ),
  ]);
});
