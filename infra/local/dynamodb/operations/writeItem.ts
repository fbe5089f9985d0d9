import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { validationError } from '../errors.ts';
import { project } from '../expressions/Projection.ts';
import { addConsumption, consumedCapacityDetail, describeConsumption, totalUnits } from './capacity.ts';
import { choice } from './input.ts';
import { describeItemCollection } from './itemCollection.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';
import { applyWrite, parseWrite, type WriteRequest, type WriteResult } from './WriteRequest.ts';

const returnValues = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] as const;
type ReturnValues = (typeof returnValues)[number];

/** Defines PutItem, UpdateItem and DeleteItem. */
export function writeItem(services: Services, kind: 'Put' | 'Update' | 'Delete'): AwsOperation {
  return {
    permissions: (input) => [tablePermission(services, `${kind}Item`, input)],
    run(input) {
      const wanted = choice(input, 'ReturnValues', returnValues) ?? 'NONE';
      if (kind !== 'Update' && wanted !== 'NONE' && wanted !== 'ALL_OLD') {
        throw validationError('ReturnValues can only be ALL_OLD or NONE');
      }
      const detail = consumedCapacityDetail(input);
      const collectionMetrics = choice(input, 'ReturnItemCollectionMetrics', ['SIZE', 'NONE']) === 'SIZE';
      const request = parseWrite(services.store, kind, input);
      const result = services.store.commit(() => applyWrite(services.store, request));
      const consumption = addConsumption(undefined, result.consumption);
      services.meter.count('dynamodb:writeUnit', totalUnits(consumption));
      return {
        Attributes: returned(wanted, request, result),
        ConsumedCapacity: describeConsumption(detail, request.table, consumption),
        ItemCollectionMetrics: collectionMetrics
          ? describeItemCollection(services.store, request.table, request.keyItem)
          : undefined,
      };
    },
  };
}

function returned(wanted: ReturnValues, request: WriteRequest, { before, after }: WriteResult): JsonObject | undefined {
  switch (wanted) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
    case 'UPDATED_NEW': {
      const isOld = wanted === 'UPDATED_OLD';
      // An attribute that an update removes has no new value, and a list's next element has moved to its place.
      const paths = request.actions.filter(({ kind }) => isOld || kind !== 'REMOVE').map(({ path }) => path);
      const updated = project((isOld ? before : after) ?? {}, paths);
      return Object.keys(updated).length === 0 ? undefined : updated;
    }
  }
}
