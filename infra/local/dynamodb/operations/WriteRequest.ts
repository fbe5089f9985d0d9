import type { JsonObject } from '../../platform/Json.ts';
import { conditionalCheckFailed, invalidParameter, validationError } from '../errors.ts';
import { applyUpdate } from '../expressions/applyUpdate.ts';
import type { Condition } from '../expressions/Condition.ts';
import type { DocumentPath } from '../expressions/DocumentPath.ts';
import { ExpressionScope } from '../expressions/ExpressionScope.ts';
import { evaluateCondition } from '../expressions/evaluateCondition.ts';
import { parseCondition } from '../expressions/parseCondition.ts';
import { parseUpdate, type UpdateAction } from '../expressions/parseUpdate.ts';
import type { EncodedKey } from '../storage/ItemStore.ts';
import { keyAttributes, type TableDefinition } from '../storage/TableDefinition.ts';
import { keyOf, type TableStore } from '../storage/TableStore.ts';
import { type Item, itemSize } from '../values/AttributeValue.ts';
import { parseItem } from '../values/parseAttributeValue.ts';
import { type Consumption, writeConsumption } from './capacity.ts';
import { choice, optionalString, refuseLegacy, requiredObject, requiredString, tableName } from './input.ts';
import { assertIndexKeys, checkedItem, checkedKey, MAXIMUM_ITEM_BYTES } from './keys.ts';

/**
 * One write or check of one item: the common part of PutItem, UpdateItem, DeleteItem and the members of a transaction.
 */
export interface WriteRequest {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly table: TableDefinition;
  readonly key: EncodedKey;
  /** The attributes of the key. */
  readonly keyItem: Item;
  /** The item of a Put. */
  readonly item?: Item;
  readonly actions: readonly UpdateAction[];
  readonly condition?: Condition;
  readonly returnItemOnFailure: boolean;
}

export interface WriteResult {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly consumption: Consumption;
}

const legacy = ['Expected', 'ConditionalOperator', 'AttributeUpdates'];

/** Reads one write and checks all that it can without the stored item. Throws AwsError with AWS's wording. */
export function parseWrite(store: TableStore, kind: WriteRequest['kind'], input: JsonObject): WriteRequest {
  refuseLegacy(input, legacy);
  const name = tableName(input);
  const given = parseItem(requiredObject(input, kind === 'Put' ? 'Item' : 'Key'));
  const returnItemOnFailure = choice(input, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']) === 'ALL_OLD';
  const expressions = kind === 'Update' ? ['UpdateExpression', 'ConditionExpression'] : ['ConditionExpression'];
  const scope = ExpressionScope.of(input, expressions, expressions);
  const updateExpression = kind === 'Update' ? optionalString(input, 'UpdateExpression') : undefined;
  const actions = updateExpression === undefined ? [] : parseUpdate(updateExpression, scope);
  const conditionExpression =
    kind === 'ConditionCheck'
      ? requiredString(input, 'ConditionExpression')
      : optionalString(input, 'ConditionExpression');
  const condition =
    conditionExpression === undefined ? undefined : parseCondition('ConditionExpression', conditionExpression, scope);
  scope.assertAllUsed();
  const table = store.table(name);
  const key = kind === 'Put' ? checkedItem(table, given) : checkedKey(table, given);
  assertKeysUntouched(
    table,
    actions.map((action) => action.path),
  );
  return {
    kind,
    table,
    key,
    keyItem: keyOf(table, given),
    actions,
    returnItemOnFailure,
    ...(kind === 'Put' ? { item: given } : {}),
    ...(condition === undefined ? {} : { condition }),
  };
}

/**
 * Writes within a commit.
 * Throws ConditionalCheckFailedException, or ValidationException if the stored item does not suit the update.
 */
export function applyWrite(store: TableStore, request: WriteRequest): WriteResult {
  const { table, key } = request;
  const before = store.items.get(table, key);
  if (request.condition !== undefined && !evaluateCondition(request.condition, before ?? {})) {
    throw conditionalCheckFailed(request.returnItemOnFailure ? before : undefined);
  }
  if (request.kind === 'ConditionCheck') {
    return { before, after: before, consumption: writeConsumption(table, before, before) };
  }
  const after = afterImage(request, before);
  store.write(table, key, before, after);
  return { before, after, consumption: writeConsumption(table, before, after) };
}

function afterImage(request: WriteRequest, before: Item | undefined): Item | undefined {
  if (request.kind === 'Delete') return undefined;
  if (request.kind === 'Put') return request.item;
  const after = applyUpdate(before ?? request.keyItem, request.actions);
  assertIndexKeys(request.table, after);
  if (itemSize(after) > MAXIMUM_ITEM_BYTES) {
    throw validationError('Item size to update has exceeded the maximum allowed size');
  }
  return after;
}

function assertKeysUntouched(table: TableDefinition, paths: readonly DocumentPath[]): void {
  for (const name of keyAttributes(table.key)) {
    if (paths.some((path) => path[0] === name)) {
      throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
    }
  }
}
