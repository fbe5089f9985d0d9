import type { JsonObject } from '../../platform/Json.ts';
import { setMember } from '../../shared/setMember.ts';
import { invalidParameter, validationError } from '../errors.ts';
import type { Condition } from '../expressions/Condition.ts';
import type { DocumentPath } from '../expressions/DocumentPath.ts';
import { ExpressionScope } from '../expressions/ExpressionScope.ts';
import { evaluateCondition } from '../expressions/evaluateCondition.ts';
import { parseProjection, project } from '../expressions/Projection.ts';
import { parseCondition } from '../expressions/parseCondition.ts';
import { encodeKey, type Position, type Range } from '../storage/ItemStore.ts';
import {
  type IndexDefinition,
  keyAttributes,
  projectedAttributes,
  type TableDefinition,
} from '../storage/TableDefinition.ts';
import { keyOf, type TableStore } from '../storage/TableStore.ts';
import { type Item, itemSize, member, typeOf } from '../values/AttributeValue.ts';
import { parseItem } from '../values/parseAttributeValue.ts';
import { carriedBy, consumedCapacityDetail, describeConsumption, readUnits } from './capacity.ts';
import { choice, flag, optionalInteger, optionalObject, optionalString, refuseLegacy, tableName } from './input.ts';
import type { Services } from './Services.ts';

const PAGE_BYTES = 1024 * 1024;
const READ_AHEAD = 64;
const legacy = ['AttributesToGet', 'KeyConditions', 'QueryFilter', 'ScanFilter', 'ConditionalOperator'];

/** The common part of Query and Scan, checked. */
export interface PageRequest {
  readonly input: JsonObject;
  readonly table: TableDefinition;
  readonly index: IndexDefinition | undefined;
  readonly keyCondition: Condition | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly DocumentPath[] | undefined;
  readonly countOnly: boolean;
  readonly limit: number;
  readonly consistent: boolean;
  /** `ExclusiveStartKey`: the item's key, and for an index that of the index. */
  readonly start: Item | undefined;
}

export function parsePage(store: TableStore, input: JsonObject, operation: 'Query' | 'Scan'): PageRequest {
  refuseLegacy(input, legacy);
  const name = tableName(input);
  const indexName = optionalString(input, 'IndexName');
  const limit = optionalInteger(input, 'Limit', 1, Number.MAX_SAFE_INTEGER) ?? Number.POSITIVE_INFINITY;
  const select = choice(input, 'Select', [
    'SPECIFIC_ATTRIBUTES',
    'COUNT',
    'ALL_ATTRIBUTES',
    'ALL_PROJECTED_ATTRIBUTES',
  ]);
  const consistent = flag(input, 'ConsistentRead');
  const startKey = optionalObject(input, 'ExclusiveStartKey');
  const start = startKey === undefined ? undefined : parseItem(startKey);
  const conditional = operation === 'Query' ? ['FilterExpression', 'KeyConditionExpression'] : ['FilterExpression'];
  const scope = ExpressionScope.of(input, ['ProjectionExpression', ...conditional], conditional);
  const keyExpression = operation === 'Query' ? optionalString(input, 'KeyConditionExpression') : undefined;
  if (operation === 'Query' && keyExpression === undefined) {
    throw validationError(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const filterExpression = optionalString(input, 'FilterExpression');
  const projection = optionalString(input, 'ProjectionExpression');
  const paths = projection === undefined ? undefined : parseProjection(projection, scope);
  const filter =
    filterExpression === undefined ? undefined : parseCondition('FilterExpression', filterExpression, scope);
  const keyCondition =
    keyExpression === undefined ? undefined : parseCondition('KeyConditionExpression', keyExpression, scope);
  scope.assertAllUsed();
  assertSelect(select, paths);
  const table = store.table(name);
  const index = table.indexes.find((candidate) => candidate.name === indexName);
  if (indexName !== undefined && index === undefined) {
    throw validationError(`The table does not have the specified index: ${indexName}`);
  }
  if (index?.kind === 'global' && consistent) {
    throw validationError('Consistent reads are not supported on global secondary indexes');
  }
  if (index === undefined && select === 'ALL_PROJECTED_ATTRIBUTES') {
    throw invalidParameter('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (index?.kind === 'global' && index.projection !== 'ALL' && select === 'ALL_ATTRIBUTES') {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  if (filter !== undefined && operation === 'Query') assertNoKeyIn(filter, keyAttributes((index ?? table).key));
  return {
    input,
    table,
    index,
    keyCondition,
    filter,
    paths,
    countOnly: select === 'COUNT',
    limit,
    consistent,
    start,
  };
}

/** Returns where a page starts. Throws ValidationException with AWS's wording for a key of another table or index. */
export function startPosition(request: PageRequest): Position | undefined {
  const { table, index, start } = request;
  if (start === undefined) return undefined;
  const names = new Set([...keyAttributes(table.key), ...(index === undefined ? [] : keyAttributes(index.key))]);
  const complete = [...names].every((name) => {
    const value = member(start, name);
    return value !== undefined && typeOf(value) === table.attributeTypes[name];
  });
  const base = encodeKey(table, table.key, start);
  const entry = index === undefined ? base : encodeKey(table, index.key, start);
  if (!complete || names.size !== Object.keys(start).length || base === undefined || entry === undefined) {
    throw validationError(
      index === undefined
        ? 'The provided starting key is invalid: The provided key element does not match the schema'
        : 'The provided starting key is invalid',
    );
  }
  return index === undefined ? base : { ...entry, base };
}

/** Reads one page: up to `Limit` items or 1 MB before the filter. */
export function readPage(services: Services, request: PageRequest, range: Range): JsonObject {
  const { store, meter } = services;
  const { table, index, limit } = request;
  const carried = index === undefined ? undefined : projectedAttributes(table, index);
  // A local index reads from the table what it does not carry. A global one cannot.
  const fetchesTable =
    index?.kind === 'local' &&
    carried !== undefined &&
    (request.input.Select === 'ALL_ATTRIBUTES' || request.paths?.some((path) => !carried.has(path[0])) === true);
  const items: Item[] = [];
  let scanned = 0;
  let matched = 0;
  let bytes = 0;
  let fetchedUnits = 0;
  let last: Item | undefined;
  let position = range.after;
  let ended = false;
  while (!ended) {
    const wanted = Math.min(READ_AHEAD, limit - scanned);
    if (wanted <= 0) break;
    const rows = store.items.read(table, index, { ...range, after: position }, wanted);
    for (const row of rows) {
      const visible = carriedBy(row.item, fetchesTable ? undefined : carried);
      bytes += carried === undefined ? row.size : itemSize(carriedBy(row.item, carried));
      if (fetchesTable) fetchedUnits += readUnits(row.size, request.consistent);
      scanned += 1;
      last = row.item;
      position = row.position;
      if (request.filter === undefined || evaluateCondition(request.filter, visible)) {
        matched += 1;
        if (!request.countOnly) items.push(request.paths === undefined ? visible : project(visible, request.paths));
      }
      if (bytes >= PAGE_BYTES) break;
    }
    if (bytes >= PAGE_BYTES || scanned >= limit) break;
    ended = rows.length < wanted;
  }
  const units = readUnits(bytes, request.consistent);
  meter.count('dynamodb:readUnit', units + fetchedUnits);
  return {
    ...(request.countOnly ? {} : { Items: items }),
    Count: matched,
    ScannedCount: scanned,
    LastEvaluatedKey: ended || last === undefined ? undefined : lastKey(table, index, last),
    ConsumedCapacity: describeConsumption(
      consumedCapacityDetail(request.input),
      table,
      index === undefined
        ? { table: units, indexes: new Map() }
        : { table: fetchedUnits, indexes: new Map([[index.name, units]]) },
    ),
  };
}

function lastKey(table: TableDefinition, index: IndexDefinition | undefined, item: Item): Item {
  const key: Record<string, Item[string]> = { ...keyOf(table, item) };
  for (const name of index === undefined ? [] : keyAttributes(index.key)) {
    const value = member(item, name);
    if (value !== undefined) setMember(key, name, value);
  }
  return key;
}

function assertSelect(select: string | undefined, paths: readonly DocumentPath[] | undefined): void {
  if (select === 'SPECIFIC_ATTRIBUTES' && paths === undefined) {
    throw invalidParameter(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (paths !== undefined && select !== undefined && select !== 'SPECIFIC_ATTRIBUTES') {
    const chosen = select === 'COUNT' ? 'only the Count' : select;
    throw invalidParameter(`Cannot specify the ProjectionExpression when choosing to get ${chosen}`);
  }
}

function assertNoKeyIn(condition: Condition, keys: readonly string[]): void {
  for (const name of headsOf(condition)) {
    if (keys.includes(name)) {
      throw validationError(
        `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`,
      );
    }
  }
}

/** Returns the attributes that a condition tests. */
function headsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...headsOf(condition.left), ...headsOf(condition.right)];
    case 'not':
      return headsOf(condition.condition);
    case 'exists':
      return [condition.path[0]];
    default: {
      const operands =
        condition.kind === 'comparison'
          ? [condition.left, condition.right]
          : condition.kind === 'between'
            ? [condition.operand, condition.lower, condition.upper]
            : condition.kind === 'in'
              ? [condition.operand, ...condition.candidates]
              : condition.kind === 'type'
                ? [condition.operand]
                : [condition.operand, condition.part];
      return operands.flatMap((operand) => {
        const inner = operand.kind === 'size' ? operand.of : operand;
        return inner.kind === 'path' ? [inner.path[0]] : [];
      });
    }
  }
}
