import { TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import type { JsonObject } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Resolvers, resultOf } from '../support/runResolver.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

// Two admins change groups after both have read. The resolvers' writes run in DynamoDB.

let tables: StartedTables;
let client: DynamoDBDocumentClient;
let resolvers: Resolvers;
let table: string;

beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
  resolvers = await Resolvers.bundle();
});
afterAll(async () => {
  resolvers[Symbol.dispose]();
  await tables.stop();
});

async function freshTable(): Promise<void> {
  table = await tables.create('settings');
}

interface Row extends JsonObject {
  readonly sk: string;
  readonly group?: string;
  readonly operation?: string;
  readonly operations?: string[];
  readonly maxAge: number;
}

async function rows(): Promise<Row[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'SETTING' },
      ConsistentRead: true,
    }),
  );
  return Items as Row[];
}

interface TransactItem {
  /** `settings`, or `auditLog`, which this test does not write. */
  readonly table: string;
  readonly operation: 'PutItem' | 'DeleteItem';
  readonly key: JsonObject;
  readonly attributeValues?: JsonObject;
  readonly condition: {
    readonly expression: string;
    readonly expressionNames?: Record<string, string>;
    readonly expressionValues?: JsonObject;
  };
}

/** Returns the request as AppSync hands it to DynamoDB: numbers as text. */
function sdkItem({ operation, key, attributeValues, condition }: TransactItem): object {
  const conditional = {
    TableName: table,
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: condition.expressionNames,
    ExpressionAttributeValues: condition.expressionValues,
  };
  return operation === 'PutItem'
    ? { Put: { ...conditional, Item: { ...key, ...attributeValues } } }
    : { Delete: { ...conditional, Key: key } };
}

/** Makes the change for the rows that `guard` read. Returns whether it went through. */
async function change(field: 'put' | 'delete', input: JsonObject, seen: readonly Row[]): Promise<boolean> {
  const args = { arguments: { input } };
  const first = resolvers.run(`Mutation.${field}StepUpSetting`, 'request', args);
  resultOf(first);
  const stash = { ...first.stash, read: { settings: [...seen] } };
  const step = resolvers.run(`steps/${field}StepUpSetting`, 'request', { ...args, stash });
  if (step.end.kind === 'error' && step.end.error.errorType === 'OperationInGroup') return false;
  const request = resultOf(step);
  const items = request.transactItems as unknown as TransactItem[] | undefined;
  if (items === undefined) return false;
  const text = JSON.stringify(items.filter((item) => item.table === 'settings').map(sdkItem)).replaceAll(
    /"N":(\d+)/g,
    '"N":"$1"',
  );
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: JSON.parse(text) }));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false;
    throw error;
  }
}

const operations = ['billing:a', 'billing:b', 'billing:c'];
const group = fc.constantFrom('g', 'g', 'g', 'h');
const admin = fc.constantFrom(0, 1);
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), admin }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('group' as const),
      admin,
      group,
      members: fc.subarray(operations, { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('one' as const), admin, operation: fc.constantFrom(...operations) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteGroup' as const), admin, group }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deleteOne' as const), admin, operation: fc.constantFrom(...operations) }),
  },
);

it('whatever each of them has read, a group’s operations and no others have its rule', async () => {
  await fc.assert(
    fc
      .asyncProperty(fc.array(command, { minLength: 8, maxLength: 16 }), async (commands) => {
        const seen: Row[][] = [[], []];
        let maxAge = 60;
        for (const one of commands) {
          const known = seen[one.admin] ?? [];
          maxAge += 1;
          const rule = { requirement: 'STEP_UP_REQUIRED', maxAge };
          if (one.kind === 'read') seen[one.admin] = await rows();
          if (one.kind === 'group') await change('put', { ...rule, group: one.group, operations: one.members }, known);
          if (one.kind === 'one') await change('put', { ...rule, operation: one.operation }, known);
          if (one.kind === 'deleteGroup') await change('delete', { group: one.group }, known);
          if (one.kind === 'deleteOne') await change('delete', { operation: one.operation }, known);
          const now = await rows();
          const members = now.filter(({ operation, group: name }) => operation !== undefined && name !== undefined);
          const expected = now
            .filter(({ sk }) => sk.startsWith('GROUP#'))
            .flatMap((row) => (row.operations ?? []).map((name) => `${name} ${row.group} ${row.maxAge}`));
          expect(members.map((row) => `${row.operation} ${row.group} ${row.maxAge}`).toSorted()).toEqual(
            expected.toSorted(),
          );
        }
      })
      .beforeEach(freshTable),
    runs(60),
  );
});

it('of two changes that rest on the same reading one is refused, and changing it again after another look is not', async () => {
  await freshTable();
  const put = (members: string[], seen: Row[]) =>
    change('put', { requirement: 'STEP_UP_REQUIRED', group: 'g', operations: members }, seen);
  expect(await put(['billing:a'], [])).toBe(true);
  const seen = await rows();
  expect(await put(['billing:a', 'billing:b'], seen)).toBe(true);
  expect(await put(['billing:a', 'billing:c'], seen)).toBe(false);
  expect(await change('delete', { group: 'g' }, seen)).toBe(false);
  expect(await put(['billing:a', 'billing:c'], await rows())).toBe(true);
  expect((await rows()).map(({ sk }) => sk)).toEqual(['GROUP#g', 'OPERATION#billing:a', 'OPERATION#billing:c']);
});
