import type { AwsOperation } from '../../platform/AwsApi.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { serializationError, validationError } from '../errors.ts';
import { parseItem } from '../values/parseAttributeValue.ts';
import { consumedCapacityDetail, describeConsumption, readUnits } from './capacity.ts';
import { type GetRequest, parseOnlyProjection, readItem } from './getItem.ts';
import { checkTableName, constraintError, flag, optionalObjects, refuseLegacy, requiredObject } from './input.ts';
import { checkedKey } from './keys.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';

const MAXIMUM_KEYS = 100;
const ANSWER_BYTES = 16 * 1024 * 1024;

/** Returns the requests of each table. The request gives a table by name or ARN. */
export function requestsByTable(input: JsonObject): readonly (readonly [string, JsonObject | readonly JsonObject[]])[] {
  const requests = requiredObject(input, 'RequestItems');
  const entries = Object.entries(requests);
  if (entries.length === 0) {
    throw constraintError(requests, 'RequestItems', 'Member must have length greater than or equal to 1');
  }
  return entries.map(([name, request]) => {
    if (isJsonObject(request)) return [checkTableName(name), request] as const;
    const list = optionalObjects(requests, name);
    if (list === undefined) throw serializationError(`RequestItems.${name}: a list is expected`);
    return [checkTableName(name), list] as const;
  });
}

export function batchGetItem(services: Services): AwsOperation {
  const { store } = services;
  return {
    permissions: (input) =>
      requestsByTable(input).map(([name, request]) =>
        tablePermission(
          services,
          'BatchGetItem',
          { ...(isJsonObject(request) ? request : {}), TableName: name },
          { keys: isJsonObject(request) ? (optionalObjects(request, 'Keys') ?? []) : [] },
        ),
      ),
    run(input) {
      const detail = consumedCapacityDetail(input);
      const tables = requestsByTable(input).map(([name, request]) => parseTable(services, name, request));
      if (tables.reduce((sum, { gets }) => sum + gets.length, 0) > MAXIMUM_KEYS) {
        throw validationError('Too many items requested for the BatchGetItem call');
      }
      const responses: Record<string, JsonObject[]> = {};
      const unprocessed: Record<string, JsonObject> = {};
      const consumed: JsonObject[] = [];
      let bytes = 0;
      for (const { name, request, keys, gets, consistent } of tables) {
        const items: JsonObject[] = [];
        responses[name] = items;
        let units = 0;
        let processed = 0;
        for (const get of gets) {
          if (bytes >= ANSWER_BYTES) break;
          const { item, size } = readItem(store, get);
          bytes += size;
          units += readUnits(size, consistent);
          processed += 1;
          if (item !== undefined) items.push(item);
        }
        if (processed < gets.length) unprocessed[name] = { ...request, Keys: keys.slice(processed) };
        services.meter.count('dynamodb:readUnit', units);
        const consumption = describeConsumption(detail, store.table(name), { table: units, indexes: new Map() });
        if (consumption !== undefined) consumed.push(consumption);
      }
      return {
        Responses: responses,
        UnprocessedKeys: unprocessed,
        ConsumedCapacity: detail === 'NONE' ? undefined : consumed,
      };
    },
  };
}

function parseTable(
  { store }: Services,
  name: string,
  request: JsonObject | readonly JsonObject[],
): {
  readonly name: string;
  readonly request: JsonObject;
  readonly keys: readonly JsonObject[];
  readonly gets: readonly GetRequest[];
  readonly consistent: boolean;
} {
  if (!isJsonObject(request)) throw serializationError(`RequestItems.${name}: a structure is expected`);
  refuseLegacy(request, ['AttributesToGet']);
  const keys = optionalObjects(request, 'Keys') ?? [];
  if (keys.length === 0) {
    throw constraintError(
      keys,
      `requestItems.${name}.member.keys`,
      'Member must have length greater than or equal to 1',
    );
  }
  const items = keys.map((key) => parseItem(key));
  const paths = parseOnlyProjection(request);
  const table = store.table(name);
  const seen = new Set<string>();
  const gets = items.map((item) => {
    const key = checkedKey(table, item);
    const identity = `${Buffer.from(key.hash).toString('hex')}/${Buffer.from(key.range).toString('hex')}`;
    if (seen.has(identity)) throw validationError('Provided list of item keys contains duplicates');
    seen.add(identity);
    return { table, key, ...(paths === undefined ? {} : { paths }) };
  });
  return { name, request, keys, gets, consistent: flag(request, 'ConsistentRead') };
}
