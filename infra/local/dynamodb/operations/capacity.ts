import type { JsonObject } from '../../platform/Json.ts';
import { encodeKey } from '../storage/ItemStore.ts';
import { type IndexDefinition, projectedAttributes, type TableDefinition } from '../storage/TableDefinition.ts';
import { equalItems, type Item, itemSize } from '../values/AttributeValue.ts';
import { choice } from './input.ts';

/** Capacity units of one request on one table, and on indexes by name. */
export interface Consumption {
  readonly table: number;
  readonly indexes: ReadonlyMap<string, number>;
}

export type Detail = 'INDEXES' | 'TOTAL' | 'NONE';

export const consumedCapacityDetail = (input: JsonObject): Detail =>
  choice(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']) ?? 'NONE';

/** Returns units of 4 KB, half of them for an eventually consistent read. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** Returns units of 1 KB: for the table by the larger image, and for each index whose entry changes. */
export function writeConsumption(
  table: TableDefinition,
  before: Item | undefined,
  after: Item | undefined,
): Consumption {
  const bytes = Math.max(before === undefined ? 0 : itemSize(before), after === undefined ? 0 : itemSize(after));
  const indexes = new Map<string, number>();
  for (const index of table.indexes) {
    const units = indexUnits(table, index, before, after);
    if (units > 0) indexes.set(index.name, units);
  }
  return { table: writeUnits(bytes), indexes };
}

export const totalUnits = ({ table, indexes }: Consumption): number =>
  [...indexes.values()].reduce((sum, units) => sum + units, table);

export function addConsumption(left: Consumption | undefined, right: Consumption, factor = 1): Consumption {
  const indexes = new Map(left?.indexes);
  for (const [name, units] of right.indexes) indexes.set(name, (indexes.get(name) ?? 0) + units * factor);
  return { table: (left?.table ?? 0) + right.table * factor, indexes };
}

/** Returns `ConsumedCapacity` as the request asks for it. `side` adds the split that transactions answer. */
export function describeConsumption(
  detail: Detail,
  table: TableDefinition,
  consumption: Consumption,
  side?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): JsonObject | undefined {
  if (detail === 'NONE') return undefined;
  const units = (amount: number): JsonObject => ({
    CapacityUnits: amount,
    ...(side === undefined ? {} : { [side]: amount }),
  });
  const of = (kind: IndexDefinition['kind']): JsonObject | undefined => {
    const found = table.indexes.filter((index) => index.kind === kind && consumption.indexes.has(index.name));
    if (found.length === 0) return undefined;
    return Object.fromEntries(found.map((index) => [index.name, units(consumption.indexes.get(index.name) ?? 0)]));
  };
  return {
    TableName: table.name,
    ...units(totalUnits(consumption)),
    ...(detail === 'INDEXES'
      ? {
          Table: units(consumption.table),
          GlobalSecondaryIndexes: of('global'),
          LocalSecondaryIndexes: of('local'),
        }
      : {}),
  };
}

/** Returns `ConsumedCapacity` of a request on several tables. */
export function describeConsumptions(
  detail: Detail,
  tables: ReadonlyMap<TableDefinition, Consumption>,
  side?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): readonly JsonObject[] | undefined {
  if (detail === 'NONE') return undefined;
  const described: JsonObject[] = [];
  for (const [table, consumption] of tables) {
    const one = describeConsumption(detail, table, consumption, side);
    if (one !== undefined) described.push(one);
  }
  return described;
}

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

function indexUnits(
  table: TableDefinition,
  index: IndexDefinition,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const from = before === undefined ? undefined : encodeKey(table, index.key, before);
  const to = after === undefined ? undefined : encodeKey(table, index.key, after);
  const carried = projectedAttributes(table, index);
  const old = from === undefined || before === undefined ? undefined : carriedBy(before, carried);
  const now = to === undefined || after === undefined ? undefined : carriedBy(after, carried);
  if (old === undefined) return now === undefined ? 0 : writeUnits(itemSize(now));
  if (now === undefined) return writeUnits(itemSize(old));
  const moved =
    from !== undefined &&
    to !== undefined &&
    (Buffer.compare(from.hash, to.hash) !== 0 || Buffer.compare(from.range, to.range) !== 0);
  if (moved) return writeUnits(itemSize(old)) + writeUnits(itemSize(now));
  return equalItems(old, now) ? 0 : writeUnits(Math.max(itemSize(old), itemSize(now)));
}

/** Returns the part of an item that an index carries. */
export function carriedBy(item: Item, attributes: ReadonlySet<string> | undefined): Item {
  if (attributes === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => attributes.has(name)));
}
