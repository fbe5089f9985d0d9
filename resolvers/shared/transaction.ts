import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import type { Condition, Expression } from '../../functions/rules/Expression.ts';
import type { Key } from '../../functions/rules/keys.ts';
import { mappedExpression } from './mappedExpression.ts';
import { mappedKey } from './mappedKey.ts';
import { stashOf } from './stash.ts';

/** What a part of a transaction is there for. Parts of a kind share a name. */
export type PartName =
  | 'record'
  | 'message'
  | 'platform'
  | 'queuedMessage'
  | 'redelivery'
  | 'topic'
  | 'subscription'
  | 'follower'
  | 'requests'
  | 'subscriber'
  | 'setting'
  | 'group'
  | 'member'
  | 'leaver'
  | 'act'
  | 'grant'
  | 'audit';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** A part of a transaction, with the name by which the response asks for it. */
export type Part = TransactItem & { readonly name: PartName };

interface PartOf {
  readonly name: PartName;
  readonly table: string;
  readonly key: Key;
  readonly condition?: Condition;
}

/** Returns the request that writes all parts or none: at most 100. The stash keeps their names for the response. */
export function transaction(ctx: Context, parts: readonly Part[]): DynamoDBTransactWriteItemsRequest {
  stashOf(ctx).parts = parts.map(({ name }) => name);
  return { operation: 'TransactWriteItems', transactItems: parts.map(({ name: _, ...item }) => item) };
}

/**
 * Returns the first part of this name whose condition did not hold, or null.
 * `item` is the row that was in the way, where the condition asks for it.
 */
export function refusedPart<Row>(ctx: Context, name: PartName): { readonly item?: Row | null } | null {
  const names = stashOf(ctx).parts ?? [];
  const reasons = (ctx.result?.cancellationReasons ?? []) as { readonly type: string; readonly item?: Row | null }[];
  return reasons.find(({ type }, index) => names[index] === name && type === 'ConditionCheckFailed') ?? null;
}

/** Returns the part that puts a row in place of what is there. */
export function put(part: PartOf & { readonly row: object }): Part {
  return { ...partOf(part), operation: 'PutItem', attributeValues: util.dynamodb.toMapValues({ ...part.row }) };
}

/** Returns the part that changes attributes of a row. It makes the row where there is none. */
export function update(part: PartOf & { readonly change: Expression }): Part {
  return { ...partOf(part), operation: 'UpdateItem', update: mappedExpression(part.change) };
}

/** Returns the part that deletes a row, if it is there. */
export function remove(part: PartOf): Part {
  return { ...partOf(part), operation: 'DeleteItem' };
}

/** Returns the part that writes nothing, and holds the others to its condition. */
export function check(part: PartOf): Part {
  return { ...partOf(part), operation: 'ConditionCheck' };
}

function partOf(given: PartOf) {
  const part = { name: given.name, table: given.table, key: mappedKey(given.key) };
  if (!given.condition) return part;
  const returnValuesOnConditionCheckFailure = given.condition.returnsRow ?? false;
  return { ...part, condition: { ...mappedExpression(given.condition), returnValuesOnConditionCheckFailure } };
}
