import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppSync } from '../api/startAppSync.ts';

const schema = /* GraphQL */ `
  type Query { run(request: AWSJSON!): AWSJSON other(request: AWSJSON!): AWSJSON denied(request: AWSJSON!): AWSJSON }
`;
/** Sends the request as given and shows everything that came back. */
const code = `export function request(ctx) { return ctx.args.request; }
export function response(ctx) { return { result: ctx.result, error: ctx.error }; }`;
const failing = `import { util } from '@aws-appsync/utils';
export function request(ctx) { return ctx.args.request; }
export function response(ctx) { if (ctx.error) { util.error(ctx.error.message, ctx.error.type, ctx.result); } return ctx.result; }`;

const key = (id: string, sort = '1') => ({ id: { S: id }, sort: { S: sort } });

interface Shown {
  readonly result: Record<string, unknown> | null;
  readonly error?: { readonly type: string; readonly message: string } | null;
}

describe('The DynamoDB data source', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  beforeAll(async () => {
    const DynamoDBConfig = { TableName: 'things', AwsRegion: 'us-east-1' };
    server = await startAppSync({
      schema,
      tables: { things: ['id', 'sort'], others: ['id', 'sort'] },
      roles: {
        writer: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }],
        reader: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
      },
      dataSources: {
        table: { Type: 'AMAZON_DYNAMODB', DynamoDBConfig, role: 'writer' },
        readOnly: { Type: 'AMAZON_DYNAMODB', DynamoDBConfig, role: 'reader' },
      },
      resolvers: {
        'Query.run': { dataSource: 'table', code },
        'Query.other': { dataSource: 'table', code },
        'Query.denied': { dataSource: 'readOnly', code: failing },
      },
    });
  });
  afterAll(() => server.stop());

  const run = async (request: unknown, field = 'run') => {
    const answer = await server.query(`query ($r: AWSJSON!) { ${field}(request: $r) }`, { r: JSON.stringify(request) });
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    const { result, error } = JSON.parse(String(answer.data?.[field])) as Shown;
    return error === null ? { result } : { result, error };
  };
  const put = (id: string, sort: string, attributeValues: unknown, condition?: unknown) =>
    run({ operation: 'PutItem', key: key(id, sort), attributeValues, condition });

  it('writes numbers and nulls as resolvers write them, and reads every type back', async () => {
    const attributeValues = {
      number: { N: 12.5 },
      nothing: { NULL: null },
      flag: { BOOL: false },
      names: { SS: ['a', 'b'] },
      numbers: { NS: [1, 2] },
      list: { L: [{ N: 1 }, { M: { deep: { S: 'x' } } }] },
    };
    const plain = {
      id: 'types',
      sort: '1',
      number: 12.5,
      nothing: null,
      flag: false,
      names: ['a', 'b'],
      numbers: [1, 2],
      list: [1, { deep: 'x' }],
    };
    expect(await put('types', '1', attributeValues)).toEqual({ result: plain });
    expect(await run({ operation: 'GetItem', key: key('types'), consistentRead: true })).toEqual({ result: plain });
    expect(
      (
        await run({
          operation: 'GetItem',
          key: key('types'),
          projection: { expression: '#n', expressionNames: { '#n': 'number' } },
        })
      ).result,
    ).toEqual({ number: 12.5 });
    expect((await run({ operation: 'GetItem', key: key('absent') })).result).toBeNull();
  });

  it('updates and answers the new item, deletes and answers the old one', async () => {
    await put('update', '1', { count: { N: 1 } });
    const update = {
      expression: 'SET #c = #c + :one',
      expressionNames: { '#c': 'count' },
      expressionValues: { ':one': { N: 1 } },
    };
    expect((await run({ operation: 'UpdateItem', key: key('update'), update })).result).toMatchObject({ count: 2 });
    expect((await run({ operation: 'DeleteItem', key: key('update') })).result).toMatchObject({ count: 2 });
    expect((await run({ operation: 'DeleteItem', key: key('update') })).result).toBeNull();
  });

  it('takes a failed put for done if the item is as it was to be written', async () => {
    const condition = { expression: 'attribute_not_exists(id)' };
    await put('once', '1', { a: { S: 'x' }, at: { N: 1 } });
    expect(await put('once', '1', { a: { S: 'x' }, at: { N: 1 } }, condition)).toEqual({
      result: { id: 'once', sort: '1', a: 'x', at: 1 },
    });
    const different = await put('once', '1', { a: { S: 'x' }, at: { N: 2 } }, condition);
    expect(different.result).toEqual({ id: 'once', sort: '1', a: 'x', at: 1 });
    expect(different.error?.type).toBe('DynamoDB:ConditionalCheckFailedException');
    expect(different.error?.message).toMatch(
      /^The conditional request failed \(Service: DynamoDb, Status Code: 400, Request ID: /,
    );
    expect(
      (await put('once', '1', { a: { S: 'x' }, at: { N: 2 } }, { ...condition, equalsIgnore: ['at'] })).error,
    ).toBeUndefined();
  });

  it('takes a failed delete for done if the item is not there, and never a failed update', async () => {
    const condition = { expression: 'attribute_exists(id)' };
    expect(await run({ operation: 'DeleteItem', key: key('gone'), condition })).toEqual({ result: null });
    const update = { expression: 'SET a = :a', expressionValues: { ':a': { S: 'x' } } };
    const failed = await run({ operation: 'UpdateItem', key: key('gone'), update, condition });
    expect(failed).toMatchObject({ result: null, error: { type: 'DynamoDB:ConditionalCheckFailedException' } });
  });

  it('pages by tokens that are opaque, unforgeable and bound to their field', async () => {
    for (const sort of ['1', '2', '3']) await put('paged', sort, { n: { N: Number(sort) } });
    const query = { expression: 'id = :id', expressionValues: { ':id': { S: 'paged' } } };
    const first = await run({ operation: 'Query', query, limit: 2 });
    expect(first.result).toMatchObject({ items: [{ n: 1 }, { n: 2 }], scannedCount: 2 });
    const token = String(first.result?.nextToken);
    expect(Buffer.from(token, 'base64url').toString()).not.toContain('paged');
    expect((await run({ operation: 'Query', query, limit: 2, nextToken: token })).result).toMatchObject({
      items: [{ n: 3 }],
      nextToken: null,
    });
    await expect(run({ operation: 'Query', query, nextToken: token }, 'other')).rejects.toThrow(
      'Invalid pagination token given.',
    );
    await expect(run({ operation: 'Query', query, nextToken: `${token.slice(0, -2)}AA` })).rejects.toThrow(
      'Invalid pagination token given.',
    );
    const reversed = await run({
      operation: 'Query',
      query,
      scanIndexForward: false,
      filter: JSON.stringify({ expression: 'n < :n', expressionValues: { ':n': { N: 3 } } }),
    });
    expect(reversed.result).toMatchObject({ items: [{ n: 2 }, { n: 1 }], scannedCount: 3 });
  });

  it('gets, puts and deletes in batches, in the order of the keys', async () => {
    const items = ['b1', 'b2'].map((id) => ({ ...key(id), v: { S: id } }));
    expect((await run({ operation: 'BatchPutItem', tables: { others: items } })).result).toEqual({
      data: {
        others: [
          { id: 'b1', sort: '1', v: 'b1' },
          { id: 'b2', sort: '1', v: 'b2' },
        ],
      },
      unprocessedItems: { others: [] },
    });
    const keys = [key('b2'), key('none'), key('b1')];
    expect((await run({ operation: 'BatchGetItem', tables: { others: { keys } } })).result).toEqual({
      data: { others: [{ id: 'b2', sort: '1', v: 'b2' }, null, { id: 'b1', sort: '1', v: 'b1' }] },
      unprocessedKeys: { others: [] },
    });
    expect((await run({ operation: 'BatchDeleteItem', tables: { others: [key('b1')] } })).result).toMatchObject({
      data: { others: [{ id: 'b1' }] },
    });
    expect((await run({ operation: 'Scan' })).error).toBeUndefined();
  });

  it('writes a transaction whole or tells why not, item by item', async () => {
    await put('t1', '1', { v: { N: 1 } });
    const write = (condition: string) => ({
      operation: 'TransactWriteItems',
      transactItems: [
        { table: 'things', operation: 'PutItem', key: key('t2'), attributeValues: { v: { N: 2 } } },
        {
          table: 'things',
          operation: 'UpdateItem',
          key: key('t1'),
          update: { expression: 'SET v = :v', expressionValues: { ':v': { N: 5 } } },
          condition: { expression: condition, expressionValues: { ':old': { N: 1 } } },
        },
      ],
    });
    const failed = await run(write('v <> :old'));
    expect(failed.error?.type).toBe('DynamoDB:TransactionCanceledException');
    expect(failed.result).toEqual({
      keys: null,
      cancellationReasons: [
        { type: 'None', message: 'None' },
        {
          item: { id: 't1', sort: '1', v: 1 },
          type: 'ConditionCheckFailed',
          message: 'The conditional request failed',
        },
      ],
    });
    expect(await run(write('v = :old'))).toEqual({
      result: {
        keys: [
          { id: 't2', sort: '1' },
          { id: 't1', sort: '1' },
        ],
        cancellationReasons: null,
      },
    });
    const gets = [key('t1'), key('absent'), key('t2')].map((k) => ({ table: 'things', key: k }));
    expect((await run({ operation: 'TransactGetItems', transactItems: gets })).result).toEqual({
      items: [{ id: 't1', sort: '1', v: 5 }, null, { id: 't2', sort: '1', v: 2 }],
      cancellationReasons: null,
    });
  });

  it.each([
    [{}, "Value for field '$[operation]' not found."],
    [{ operation: 'Nope' }, "Unsupported operation 'Nope'."],
    [{ operation: 'GetItem' }, "Value for field '$[key]' not found."],
    [{ operation: 'GetItem', key: { id: 'plain' } }, 'Expected a typed value'],
    [{ operation: 'Query' }, "Value for field '$[query]' not found."],
    [{ operation: 'Sync' }, 'not supported by the local runtime'],
  ])('refuses the request %j', async (request, message) => {
    await expect(run(request)).rejects.toThrow(message);
  });

  it('calls with the role of the data source and no other right', async () => {
    const request = { operation: 'PutItem', key: key('denied'), attributeValues: { v: { N: 2 } } };
    const answer = await server.query('query ($r: AWSJSON!) { denied(request: $r) }', { r: JSON.stringify(request) });
    expect(answer.errors?.[0]).toMatchObject({ path: ['denied'], errorType: 'DynamoDB:AccessDeniedException' });
    expect(answer.errors?.[0]?.message).toMatch(
      /assumed-role\/reader\/APPSYNC_ASSUME_ROLE is not authorized to perform: dynamodb:PutItem on resource: .*table\/things/,
    );
  });
});
