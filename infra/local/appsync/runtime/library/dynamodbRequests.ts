import { CodeFault } from '../Aborts.ts';
import { dynamodbExpression } from './dynamodbExpression.ts';
import { aliasOf, operations, updateExpression } from './dynamodbUpdate.ts';
import { type AttributeMap, toMapValues } from './dynamodbValues.ts';
import { isRecord } from './isRecord.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The module `@aws-appsync/utils/dynamodb`: each function makes one request of AppSync's DynamoDB data source. */
export const dynamodbRequests = {
  get: (payload: unknown) => {
    const { key, consistentRead, projection } = fields(payload);
    return withGiven(
      { operation: 'GetItem', key: attributes(key) },
      { consistentRead, projection: projectionExpression(projection) },
    );
  },
  put: (payload: unknown) => {
    const { key, item, condition, ...versioning } = fields(payload);
    return withGiven(
      { operation: 'PutItem', key: attributes(key), attributeValues: attributes(item) },
      { condition: expression(condition), ...versioned(versioning) },
    );
  },
  update: (payload: unknown) => {
    const { key, update, condition, ...versioning } = fields(payload);
    return withGiven(
      { operation: 'UpdateItem', key: attributes(key), update: updateExpression(update) },
      { condition: expression(condition), ...versioned(versioning) },
    );
  },
  remove: (payload: unknown) => {
    const { key, condition, ...versioning } = fields(payload);
    return withGiven(
      { operation: 'DeleteItem', key: attributes(key) },
      { condition: expression(condition), ...versioned(versioning) },
    );
  },
  query: (payload: unknown) => {
    const { query, ...given } = fields(payload);
    return withGiven({ operation: 'Query', query: expression(query) }, readOptions(given));
  },
  scan: (payload: unknown) => withGiven({ operation: 'Scan' }, readOptions(fields(payload ?? {}))),
  sync: (payload: unknown) => {
    const { basePartitionKey, deltaIndexName, limit, nextToken, lastSync, filter } = fields(payload ?? {});
    return withGiven(
      { operation: 'Sync' },
      { basePartitionKey, deltaIndexName, limit, nextToken, lastSync, filter: expression(filter) },
    );
  },
  batchGet: (payload: unknown) => ({
    operation: 'BatchGetItem',
    tables: tables(payload, (table) => {
      const { keys, consistentRead, projection } = fields(table);
      return withGiven(
        { keys: list(keys).map(attributes) },
        { consistentRead, projection: projectionExpression(projection) },
      );
    }),
  }),
  batchPut: (payload: unknown) => ({
    operation: 'BatchPutItem',
    tables: tables(payload, (items) => list(items).map(attributes)),
  }),
  batchDelete: (payload: unknown) => ({
    operation: 'BatchDeleteItem',
    tables: tables(payload, (keys) => list(keys).map(attributes)),
  }),
  transactGet: (payload: unknown) => ({
    operation: 'TransactGetItems',
    transactItems: list(fields(payload).items).map((item) => {
      const { table, key, projection } = fields(item);
      return withGiven({ table, key: attributes(key) }, { projection: projectionExpression(projection) });
    }),
  }),
  transactWrite: (payload: unknown) => ({
    operation: 'TransactWriteItems',
    transactItems: list(fields(payload).items).map(transactWriteItem),
  }),
  toStringSet: (values: unknown) => ({ SS: values }),
  toNumberSet: (values: unknown) => ({ NS: values }),
  toBinarySet: (values: unknown) => ({ BS: values }),
  operations,
};

function transactWriteItem(given: unknown): Fields {
  const { putItem, updateItem, deleteItem, conditionCheck } = fields(given);
  if (isRecord(putItem)) return transactItem('PutItem', putItem, { attributeValues: attributes(putItem.item) });
  if (isRecord(updateItem)) {
    return transactItem('UpdateItem', updateItem, { update: updateExpression(updateItem.update) });
  }
  if (isRecord(deleteItem)) return transactItem('DeleteItem', deleteItem, {});
  return transactItem('ConditionCheck', fields(conditionCheck), {});
}

function transactItem(operation: string, item: Fields, change: Fields): Fields {
  const { table, key, condition } = item;
  return withGiven({ table, operation, key: attributes(key), ...change }, { condition: expression(condition) });
}

function readOptions(given: Fields): Fields {
  const { index, limit, nextToken, consistentRead, scanIndexForward, select, segment, totalSegments } = given;
  return {
    index,
    limit,
    nextToken,
    consistentRead,
    scanIndexForward,
    select,
    segment,
    totalSegments,
    filter: expression(given.filter),
    projection: projectionExpression(given.projection),
  };
}

function versioned(given: Fields): Fields {
  const { _version, customPartitionKey, populateIndexFields } = given;
  return { _version, customPartitionKey, populateIndexFields };
}

/** Leaves out of the request what was not given, or given as null. */
function withGiven(request: Fields, optional: Fields): Fields {
  const result: Record<string, unknown> = { ...request };
  for (const [name, value] of Object.entries(optional)) {
    if (value !== undefined && value !== null) result[name] = value;
  }
  return result;
}

/** An expression without values has no `expressionValues`. */
function expression(filter: unknown): Fields | undefined {
  if (filter === undefined || filter === null) return undefined;
  const written = dynamodbExpression(filter);
  if (written === null) return undefined;
  const { expression: text, expressionNames, expressionValues } = written;
  const result = { expression: text, expressionNames };
  return Object.keys(expressionValues).length === 0 ? result : { ...result, expressionValues };
}

function projectionExpression(projection: unknown): Fields | undefined {
  if (!Array.isArray(projection) || projection.length === 0) return undefined;
  const aliases = new Map<string, string>();
  const paths = projection.map((path) =>
    String(path)
      .split('.')
      .map((name) => aliasOf(name, aliases))
      .join('.'),
  );
  const expressionNames: Record<string, string> = {};
  for (const [name, alias] of aliases) expressionNames[alias] = name;
  return { expression: paths.join(', '), expressionNames };
}

function tables(payload: unknown, write: (table: unknown) => unknown): Fields {
  const result: Record<string, unknown> = {};
  for (const [name, table] of Object.entries(fields(fields(payload).tables))) result[name] = write(table);
  return result;
}

function attributes(value: unknown): AttributeMap {
  return toMapValues(fields(value));
}

function fields(value: unknown): Fields {
  if (!isRecord(value)) throw new CodeFault('Expected an object.'); // ? wording assumed
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new CodeFault('Expected a list.'); // ? wording assumed
  return value;
}
