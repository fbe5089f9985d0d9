import type { JsonObject } from '../../platform/Json.ts';
import type { TableDefinition } from '../storage/TableDefinition.ts';
import type { TableStore } from '../storage/TableStore.ts';
import { type Item, member } from '../values/AttributeValue.ts';
import { encodePartitionKey } from '../values/keyEncoding.ts';

const GIGABYTE = 1024 ** 3;

/** Returns `ItemCollectionMetrics` of an item's partition. Only tables with local indexes have item collections. */
export function describeItemCollection(store: TableStore, table: TableDefinition, key: Item): JsonObject | undefined {
  const hash = member(key, table.key.hash);
  if (hash === undefined || !table.indexes.some((index) => index.kind === 'local')) return undefined;
  const size = store.items.partitionBytes(table, encodePartitionKey(hash)) / GIGABYTE;
  return {
    ItemCollectionKey: { [table.key.hash]: hash },
    SizeEstimateRangeGB: [Math.floor(size), Math.floor(size) + 1],
  };
}
