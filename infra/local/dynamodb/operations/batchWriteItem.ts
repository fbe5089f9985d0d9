import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { serializationError, validationError } from '../errors.ts';
import type { TableDefinition } from '../storage/TableDefinition.ts';
import { requestsByTable } from './batchGetItem.ts';
import {
  addConsumption,
  type Consumption,
  consumedCapacityDetail,
  describeConsumptions,
  totalUnits,
} from './capacity.ts';
import { constraintError } from './input.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';
import { applyWrite, parseWrite, type WriteRequest } from './WriteRequest.ts';

const MAXIMUM_REQUESTS = 25;

export function batchWriteItem(services: Services): AwsOperation {
  const { store } = services;
  return {
    permissions(input) {
      return writesByTable(input).map(
        ([name, writes]): Permission =>
          tablePermission(
            services,
            'BatchWriteItem',
            { TableName: name },
            { keys: writes.map(({ member }) => member.Item ?? member.Key).filter(isJsonObject) },
          ),
      );
    },
    run(input) {
      const detail = consumedCapacityDetail(input);
      const tables = writesByTable(input);
      if (tables.reduce((sum, [, writes]) => sum + writes.length, 0) > MAXIMUM_REQUESTS) {
        throw validationError('Too many items requested for the BatchWriteItem call');
      }
      const requests = tables.flatMap(([name, writes]) =>
        writes.map(({ kind, member }) => parseWrite(store, kind, { ...member, TableName: name })),
      );
      assertDistinct(requests, 'Provided list of item keys contains duplicates');
      const consumed = store.commit(() => {
        const byTable = new Map<TableDefinition, Consumption>();
        for (const request of requests) {
          const { consumption } = applyWrite(store, request);
          byTable.set(request.table, addConsumption(byTable.get(request.table), consumption));
        }
        return byTable;
      });
      for (const consumption of consumed.values()) services.meter.count('dynamodb:writeUnit', totalUnits(consumption));
      return {
        UnprocessedItems: {},
        ConsumedCapacity: describeConsumptions(detail, consumed),
      };
    },
  };
}

/** Throws ValidationException with this message if two writes are for the same item. */
export function assertDistinct(requests: readonly WriteRequest[], message: string): void {
  const seen = new Set<string>();
  for (const { table, key } of requests) {
    const identity = `${table.name}/${Buffer.from(key.hash).toString('hex')}/${Buffer.from(key.range).toString('hex')}`;
    if (seen.has(identity)) throw validationError(message);
    seen.add(identity);
  }
}

function writesByTable(
  input: JsonObject,
): readonly (readonly [string, readonly { readonly kind: 'Put' | 'Delete'; readonly member: JsonObject }[]])[] {
  return requestsByTable(input).map(([name, requests]) => {
    if (isJsonObject(requests)) throw serializationError(`RequestItems.${name}: a list is expected`);
    if (requests.length === 0) {
      throw constraintError([], `requestItems.${name}.member`, 'Member must have length greater than or equal to 1');
    }
    const writes = requests.map((request) => {
      const { PutRequest: put, DeleteRequest: remove } = request;
      if (isJsonObject(put) && isJsonObject(remove)) {
        throw validationError(
          'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
        );
      }
      if (isJsonObject(put)) return { kind: 'Put' as const, member: put };
      if (isJsonObject(remove)) return { kind: 'Delete' as const, member: remove };
      throw validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
    });
    return [name, writes] as const;
  });
}
