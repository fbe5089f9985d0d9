import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { TableDefinition } from '../storage/TableDefinition.ts';
import {
  addConsumption,
  type Consumption,
  consumedCapacityDetail,
  describeConsumptions,
  readUnits,
  totalUnits,
} from './capacity.ts';
import { parseGet, readItem } from './getItem.ts';
import { constraintError, optionalObjects, requiredObject } from './input.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';

const MAXIMUM_ITEMS = 100;

export function transactGetItems(services: Services): AwsOperation {
  const { store } = services;
  return {
    permissions: (input) =>
      gets(input).map((get) =>
        tablePermission(services, 'GetItem', get, { context: { 'dynamodb:EnclosingOperation': 'TransactGetItems' } }),
      ),
    run(input) {
      const detail = consumedCapacityDetail(input);
      const requests = gets(input).map((get) => parseGet(store, get));
      const consumed = new Map<TableDefinition, Consumption>();
      // Nothing else runs between these reads, because the engine is synchronous.
      const responses = requests.map((request) => {
        const { item, size } = readItem(store, request);
        const units = { table: readUnits(size, true) * 2, indexes: new Map<string, number>() };
        consumed.set(request.table, addConsumption(consumed.get(request.table), units));
        return item === undefined ? {} : { Item: item };
      });
      for (const consumption of consumed.values()) services.meter.count('dynamodb:readUnit', totalUnits(consumption));
      return {
        Responses: responses,
        ConsumedCapacity: describeConsumptions(detail, consumed, 'ReadCapacityUnits'),
      };
    },
  };
}

function gets(input: JsonObject): readonly JsonObject[] {
  const items = optionalObjects(input, 'TransactItems');
  if (items === undefined || items.length === 0) {
    throw constraintError(items, 'TransactItems', 'Member must have length greater than or equal to 1');
  }
  if (items.length > MAXIMUM_ITEMS) {
    throw constraintError(items, 'TransactItems', `Member must have length less than or equal to ${MAXIMUM_ITEMS}`);
  }
  return items.map((item) => requiredObject(item, 'Get'));
}
