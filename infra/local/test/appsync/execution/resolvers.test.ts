import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsApi } from '../../../platform/AwsApi.ts';
import { ManualClock } from '../../../testing/ManualClock.ts';
import { startAppSync } from '../api/startAppSync.ts';
import { fakeLambda, type Invocation } from '../datasources/fakeLambda.ts';

const schema = /* GraphQL */ `
  type Query {
    steps(from: String): [String] early: [String] end: [String] skipped: [String]
    fail: Item failLate: Item warned: Item headers: String
    direct(id: ID): Item thrown: Item event: Item items(count: Int = 3): [Item] env: String
    info: AWSJSON shape: Shape things: [Thing]
  }
  type Mutation { first: Int second: Int }
  type Item { id: ID name: String secret: String batched: String limited: String directBatched: String }
  interface Shape { name: String }
  type Circle implements Shape { name: String radius: Float }
  type Square implements Shape { name: String side: Float }
  union Thing = Circle | Square
`;

const none = 'export function request(ctx) { return { payload: null }; }';
const pass = 'export function response(ctx) { return ctx.result; }';
const step = (name: string) => `
  export function request(ctx) { ctx.stash.seen = [...(ctx.stash.seen ?? []), '${name}:' + ctx.prev.result]; return { payload: '${name}' }; } ${pass}`;
const before = `export function request(ctx) { ctx.stash.seen = ['before']; return ctx.args.from ?? 'start'; }
  export function response(ctx) { return [...ctx.stash.seen, 'after:' + ctx.prev.result]; }`;
const early = (options: string) => `import { runtime } from '@aws-appsync/utils';
  export function request(ctx) { runtime.earlyReturn('early'${options}); } ${pass}`;
const item = (request: string, after = 'ctx.result') => `import { util } from '@aws-appsync/utils';
  export function request(ctx) { ${request} return { payload: { id: '1', name: 'n', secret: 's' } }; }
  export function response(ctx) { return ${after}; }`;
const invoke = (operation: string, more = '') => `import { util } from '@aws-appsync/utils';
  export function request(ctx) { return { operation: '${operation}', payload: { field: ctx.info.fieldName, id: ctx.source?.id ?? null }${more} }; }
  export function response(ctx) { if (ctx.error) { util.error(ctx.error.message, ctx.error.type); } return ctx.result; }`;

interface Payload {
  readonly field?: string;
  readonly id?: string;
  readonly arguments?: { readonly id?: string };
  readonly source?: { readonly id?: string };
  readonly info?: { readonly fieldName: string };
}

describe('Resolvers', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  const invocations: Invocation[] = [];
  beforeAll(async () => {
    const answer = (payload: Payload[] | Payload) => {
      if (Array.isArray(payload)) {
        return payload.map((entry) => {
          const id = String(entry.id ?? entry.source?.id);
          if (entry.field !== undefined) return `${entry.field} ${id}`;
          return id === '2' ? { data: null, errorMessage: 'no two', errorType: 'Two' } : { data: `direct ${id}` };
        });
      }
      if (payload.field === 'thrown') throw new Error('function failed');
      return {
        id: String(payload.arguments?.id),
        name: String(payload.info?.fieldName),
      };
    };
    server = await startAppSync({
      schema,
      api: { AuthenticationType: 'API_KEY', EnvironmentVariables: { STAGE: 'test' } },
      services: [fakeLambda(answer, invocations)],
      roles: { invoker: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }] },
      dataSources: {
        lambda: {
          Type: 'AWS_LAMBDA',
          LambdaConfig: { LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f' },
          role: 'invoker',
        },
      },
      functions: {
        one: { code: step('one') },
        two: { code: step('two') },
        leaves: { code: early('') },
        ends: { code: early(", { skipTo: 'END' }") },
      },
      resolvers: {
        'Query.steps': { pipeline: ['one', 'two'], code: before },
        'Query.early': { pipeline: ['one', 'leaves', 'two'], code: before },
        'Query.end': { pipeline: ['one', 'ends', 'two'], code: before },
        'Query.skipped': {
          pipeline: ['one'],
          code: `import { runtime } from '@aws-appsync/utils';
            export function request(ctx) { runtime.earlyReturn('at once'); }
            export function response(ctx) { return ['after:' + ctx.prev.result]; }`,
        },
        'Query.fail': {
          code: item("util.error('broken', 'Broken', { id: '1', secret: 'x' }, { hint: { deep: true } });"),
        },
        'Query.failLate': { code: item('', "util.error('late', 'Late', ctx.result)") },
        'Query.warned': { code: item("util.appendError('careful', 'Careful', { id: '9', name: 'x' }, 'info');") },
        'Query.headers': {
          code: `import { util } from '@aws-appsync/utils';
            export function request(ctx) { util.http.addResponseHeader('x-own', 'yes'); return { payload: ctx.request.headers['x-custom'] }; } ${pass}`,
        },
        'Query.env': {
          code: `export function request(ctx) { console.log('stage', ctx.env.STAGE); return { payload: ctx.env.STAGE }; } ${pass}`,
        },
        'Query.direct': { dataSource: 'lambda' },
        'Query.thrown': { dataSource: 'lambda', code: invoke('Invoke') },
        'Query.event': { dataSource: 'lambda', code: invoke('Invoke', ", invocationType: 'Event'") },
        'Query.items': {
          code: `export function request(ctx) { const all = ['1', '2', '3', '4', '5', '6', '7']; return { payload: all.slice(0, ctx.args.count).map((id) => ({ id })) }; } ${pass}`,
        },
        'Item.batched': { dataSource: 'lambda', code: invoke('BatchInvoke') },
        'Item.limited': { dataSource: 'lambda', code: invoke('BatchInvoke'), maxBatchSize: 2 },
        'Item.directBatched': { dataSource: 'lambda', maxBatchSize: 10 },
        'Query.info': {
          code: `export function request(ctx) { return { payload: { list: ctx.info.selectionSetList, parent: ctx.info.parentTypeName, field: ctx.info.fieldName, identity: ctx.identity, prev: ctx.prev } }; } ${pass}`,
        },
        'Query.shape': {
          code: `${none} export function response(ctx) { return { __typename: 'Circle', name: 'c', radius: 2 }; }`,
        },
        'Query.things': {
          code: `${none} export function response(ctx) { return [{ __typename: 'Square', side: 1 }, { __typename: 'Circle', radius: 2 }, { name: 'untyped' }]; }`,
        },
        'Mutation.first': { code: `${none} export function response(ctx) { return 1; }` },
        'Mutation.second': { code: `${none} export function response(ctx) { return 2; }` },
      },
    });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    invocations.length = 0;
  });

  it('runs a pipeline step by step, sharing the stash and passing results on', async () => {
    expect(await server.query('{ steps(from: "here") }')).toEqual({
      data: { steps: ['before', 'one:here', 'two:one', 'after:two'] },
    });
  });

  it('goes on, or to the end, after an early return', async () => {
    expect(await server.query('{ early end skipped }')).toEqual({
      data: {
        early: ['before', 'one:start', 'two:early', 'after:two'],
        end: ['before', 'one:start', 'after:early'],
        skipped: ['after:at once'],
      },
    });
  });

  it('puts errors at the top level of their entries, data cut to the selection, errorInfo whole', async () => {
    expect(await server.query('{ fail { id } other: failLate { name } }')).toEqual({
      data: { fail: null, other: null },
      errors: [
        {
          path: ['fail'],
          data: { id: '1' },
          errorType: 'Broken',
          errorInfo: { hint: { deep: true } },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'broken',
        },
        {
          path: ['other'],
          data: { name: 'n' },
          errorType: 'Late',
          errorInfo: null,
          locations: [{ line: 1, column: 15, sourceName: null }],
          message: 'late',
        },
      ],
    });
  });

  it('keeps the value beside an appended error', async () => {
    expect(await server.query('{ warned { id } }')).toEqual({
      data: { warned: { id: '1' } },
      errors: [
        expect.objectContaining({
          path: ['warned'],
          data: { id: '9' },
          errorType: 'Careful',
          errorInfo: 'info',
          message: 'careful',
        }),
      ],
    });
  });

  it('hands request headers in and response headers out', async () => {
    const response = await server.post('{"query":"{ headers }"}', {
      'x-api-key': server.apiKey,
      'X-Custom': 'mine',
      cookie: 'a=b',
    });
    expect(response.headers.get('x-own')).toBe('yes');
    expect(await response.json()).toEqual({ data: { headers: 'mine' } });
  });

  it('shows environment variables, and logs with the coordinate of the field', async () => {
    expect(await server.query('{ env }')).toEqual({ data: { env: 'test' } });
    expect(server.logged.some((line) => line.includes('stage') && line.includes('"field":"Query.env"'))).toBe(true);
  });

  it('calls a Lambda function directly with the context, and relays its errors', async () => {
    expect(await server.query('{ direct(id: "7") { id name } }')).toEqual({
      data: { direct: { id: '7', name: 'direct' } },
    });
    expect(invocations[0]?.payload).toMatchObject({
      arguments: { id: '7' },
      identity: null,
      source: null,
      prev: null,
      stash: {},
      info: {
        fieldName: 'direct',
        parentTypeName: 'Query',
        selectionSetList: ['id', 'name'],
        selectionSetGraphQL: '{\n  id\n  name\n}',
      },
    });
    expect((await server.query('{ thrown { id } }')).errors).toEqual([
      expect.objectContaining({ path: ['thrown'], errorType: 'Lambda:Unhandled', message: 'function failed' }),
    ]);
    expect(await server.query('{ event { id } }')).toEqual({ data: { event: null } });
    expect(invocations.at(-1)?.type).toBe('Event');
  });

  it('gathers BatchInvoke by five, or by the size that is configured', async () => {
    const answer = await server.query('{ items(count: 7) { batched } }');
    expect(answer.data?.items).toEqual(['1', '2', '3', '4', '5', '6', '7'].map((id) => ({ batched: `batched ${id}` })));
    expect(invocations.map(({ payload }) => (payload as unknown[]).length)).toEqual([5, 2]);
    invocations.length = 0;
    await server.query('{ items { limited } }');
    expect(invocations.map(({ payload }) => (payload as unknown[]).length)).toEqual([2, 1]);
  });

  it('spreads the entries of a direct batch, its errors to their items', async () => {
    const answer = await server.query('{ items { directBatched } }');
    expect(answer.data?.items).toEqual([
      { directBatched: 'direct 1' },
      { directBatched: null },
      { directBatched: 'direct 3' },
    ]);
    expect(answer.errors).toEqual([
      expect.objectContaining({ path: ['items', 1, 'directBatched'], errorType: 'Two', message: 'no two' }),
    ]);
    expect(invocations).toHaveLength(1);
  });

  it('tells interfaces and unions by __typename', async () => {
    expect(await server.query('{ shape { __typename name ... on Circle { radius } ... on Square { side } } }')).toEqual(
      {
        data: { shape: { __typename: 'Circle', name: 'c', radius: 2 } },
      },
    );
    const answer = await server.query('{ things { ... on Square { side } ... on Circle { radius } } }');
    expect(answer.data).toEqual({ things: [{ side: 1 }, { radius: 2 }, null] });
    expect(answer.errors).toHaveLength(1);
  });

  it('introspects, with the mutation type among others', async () => {
    const answer = await server.query('{ __schema { mutationType { name } } }');
    expect(answer).toEqual({ data: { __schema: { mutationType: { name: 'Mutation' } } } });
  });
});

describe('Limits of an API', () => {
  it('end queries that are too deep or need too many resolvers, and hide introspection', async () => {
    const server = await startAppSync({
      schema: 'type Query { a: Node } type Node { a: Node b: String }',
      api: {
        AuthenticationType: 'API_KEY',
        QueryDepthLimit: 3,
        ResolverCountLimit: 2,
        IntrospectionConfig: 'DISABLED',
      },
      resolvers: {
        'Query.a': { code: `${none} export function response(ctx) { return {}; }` },
        'Node.a': { code: `${none} export function response(ctx) { return {}; }` },
        'Node.b': { code: `${none} export function response(ctx) { return 'b'; }` },
      },
    });
    try {
      expect(await server.query('{ a { b } }')).toEqual({ data: { a: { b: 'b' } } });
      expect((await server.query('{ a { a { b } } }')).errors).toEqual([
        expect.objectContaining({ errorType: 'ResolverExecutionLimitReached' }),
      ]);
      expect(await server.query('{ a { a { a { b } } } }')).toMatchObject({
        data: null,
        errors: [{ errorType: 'QueryDepthLimitReached' }],
      });
      expect((await server.query('{ __schema { types { name } } }')).errors?.[0]?.message).toBe(
        "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
      );
    } finally {
      await server.stop();
    }
  });

  it('end a request after 30 seconds', async () => {
    const clock = new ManualClock();
    let invoked = () => {};
    const started = new Promise<void>((resolve) => {
      invoked = resolve;
    });
    const lambda: AwsApi = {
      signingName: 'lambda',
      protocol: 'rest-json',
      operations: {
        Invoke: {
          permissions: () => [{ action: 'lambda:InvokeFunction', resource: '*' }],
          run: (_, { signal }) => {
            invoked();
            return new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => reject(new Error('aborted'))),
            );
          },
        },
      },
    };
    const server = await startAppSync({
      schema: 'type Query { slow: String }',
      clock,
      services: [lambda],
      roles: { invoker: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }] },
      dataSources: {
        lambda: {
          Type: 'AWS_LAMBDA',
          LambdaConfig: { LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f' },
          role: 'invoker',
        },
      },
      resolvers: { 'Query.slow': { dataSource: 'lambda' } },
    });
    try {
      const answer = server.query('{ slow }');
      await started;
      clock.advance(30_000);
      expect(await answer).toEqual({
        data: null,
        errors: [expect.objectContaining({ errorType: 'ExecutionTimeout', message: 'Execution timed out.' })],
      });
    } finally {
      await server.stop();
    }
  });

  it.each([
    [
      'a resolver without a field',
      { resolvers: { 'Query.nope': { code: `${none} ${pass}` } } },
      'Query.nope, but no such field',
    ],
    [
      'an unknown data source',
      { resolvers: { 'Query.a': { dataSource: 'nope', code: `${none} ${pass}` } } },
      'the data source nope, which is not there',
    ],
    [
      'an unknown function',
      { resolvers: { 'Query.a': { pipeline: ['nope'] } } },
      'the function nope, which is not there',
    ],
    [
      'a relational data source',
      { dataSources: { sql: { Type: 'RELATIONAL_DATABASE' } } },
      'data source type RELATIONAL_DATABASE',
    ],
    [
      'an unknown mutation in @aws_subscribe',
      {
        schema:
          'type Query { a: String } type Mutation { b: String } type Subscription { c: String @aws_subscribe(mutations: ["d"]) }',
      },
      'the mutation d',
    ],
    ['a custom scalar', { schema: 'scalar Money type Query { a: Money }' }, 'no custom scalars: scalar Money'],
  ])('refuse %s by name', async (_, definition, message) => {
    await expect(startAppSync({ schema: 'type Query { a: String }', ...definition })).rejects.toThrow(message);
  });
});
