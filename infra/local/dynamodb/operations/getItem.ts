import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { DocumentPath } from '../expressions/DocumentPath.ts';
import { ExpressionScope } from '../expressions/ExpressionScope.ts';
import { parseProjection, project } from '../expressions/Projection.ts';
import type { EncodedKey } from '../storage/ItemStore.ts';
import type { TableDefinition } from '../storage/TableDefinition.ts';
import type { TableStore } from '../storage/TableStore.ts';
import { type Item, itemSize } from '../values/AttributeValue.ts';
import { parseItem } from '../values/parseAttributeValue.ts';
import { consumedCapacityDetail, describeConsumption, readUnits } from './capacity.ts';
import { flag, optionalString, refuseLegacy, requiredObject, tableName } from './input.ts';
import { checkedKey } from './keys.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';

export interface GetRequest {
  readonly table: TableDefinition;
  readonly key: EncodedKey;
  readonly paths?: readonly DocumentPath[];
}

export interface GetResult {
  readonly item: Item | undefined;
  /** Bytes read, before the projection. */
  readonly size: number;
}

export function parseGet(store: TableStore, input: JsonObject): GetRequest {
  refuseLegacy(input, ['AttributesToGet']);
  const name = tableName(input);
  const key = parseItem(requiredObject(input, 'Key'));
  const paths = parseOnlyProjection(input);
  const table = store.table(name);
  return { table, key: checkedKey(table, key), ...(paths === undefined ? {} : { paths }) };
}

/** Reads the projection of a request that has no other expression. */
export function parseOnlyProjection(input: JsonObject): readonly DocumentPath[] | undefined {
  const scope = ExpressionScope.of(input, ['ProjectionExpression'], []);
  const expression = optionalString(input, 'ProjectionExpression');
  const paths = expression === undefined ? undefined : parseProjection(expression, scope);
  scope.assertAllUsed();
  return paths;
}

export function readItem(store: TableStore, { table, key, paths }: GetRequest): GetResult {
  const item = store.items.get(table, key);
  if (item === undefined) return { item, size: 0 };
  return { item: paths === undefined ? item : project(item, paths), size: itemSize(item) };
}

export function getItem(services: Services): AwsOperation {
  return {
    permissions: (input) => [tablePermission(services, 'GetItem', input)],
    run(input) {
      const detail = consumedCapacityDetail(input);
      const consistent = flag(input, 'ConsistentRead');
      const request = parseGet(services.store, input);
      const { item, size } = readItem(services.store, request);
      const units = readUnits(size, consistent);
      services.meter.count('dynamodb:readUnit', units);
      return {
        Item: item,
        ConsumedCapacity: describeConsumption(detail, request.table, { table: units, indexes: new Map() }),
      };
    },
  };
}
