import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AwsError, NotSupportedLocally } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { fromItem, fromOptionalItem, toAttributeValues } from './attributeValues.ts';
import type { DataSource, DataSourceAnswer, DataSourceCall } from './DataSource.ts';
import { type Expression, expressionMembers, optionalExpression, requiredExpression } from './dynamoDbExpressions.ts';
import type { PagingTokens } from './PagingTokens.ts';
import { mappingError, optionalText, requiredList, requiredObject, requiredText } from './requestFields.ts';
import type { ServiceRole } from './ServiceRole.ts';

export interface DynamoDbOptions {
  readonly name: string;
  readonly tableName: string;
  readonly role: ServiceRole;
  readonly tokens: PagingTokens;
}

/** The DynamoDB function of AppSync. https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html */
export class DynamoDbDataSource implements DataSource {
  readonly name: string;
  readonly direct = false;
  readonly #table: string;
  readonly #role: ServiceRole;
  readonly #tokens: PagingTokens;

  constructor(options: DynamoDbOptions) {
    this.name = options.name;
    this.#table = options.tableName;
    this.#role = options.role;
    this.#tokens = options.tokens;
  }

  async invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const operation = requiredText(request, 'operation');
    try {
      switch (operation) {
        case 'GetItem':
          return await this.#getItem(request, call);
        case 'PutItem':
          return await this.#putItem(request, call);
        case 'UpdateItem':
          return await this.#updateItem(request, call);
        case 'DeleteItem':
          return await this.#deleteItem(request, call);
        case 'Query':
          return await this.#query(request, call);
        case 'Scan':
          return await this.#scan(request, call);
        case 'BatchGetItem':
          return await this.#batchGet(request, call);
        case 'BatchPutItem':
          return await this.#batchWrite(request, call, 'PutRequest');
        case 'BatchDeleteItem':
          return await this.#batchWrite(request, call, 'DeleteRequest');
        case 'TransactGetItems':
          return await this.#transactGet(request, call);
        case 'TransactWriteItems':
          return await this.#transactWrite(request, call);
        case 'Sync':
          throw new NotSupportedLocally('Operation Sync (versioned data sources)');
        default:
          throw mappingError(`Unsupported operation '${operation}'.`);
      }
    } catch (error) {
      if (error instanceof NotSupportedLocally || !(error instanceof AwsError)) throw error;
      return { result: null, error: answeredError(error) };
    }
  }

  #call(operation: string, input: JsonObject, call: DataSourceCall): Promise<JsonObject> {
    return this.#role.call('dynamodb', operation, input, call.signal);
  }

  async #getItem(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const answer = await this.#call(
      'GetItem',
      {
        TableName: this.#table,
        Key: keyOf(request),
        ConsistentRead: request.consistentRead === true,
        ...expressionMembers({ ProjectionExpression: optionalExpression(request, 'projection') }),
      },
      call,
    );
    return { result: fromOptionalItem(answer.Item) };
  }

  async #putItem(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const key = keyOf(request);
    const condition = optionalExpression(request, 'condition');
    const item = { ...toAttributeValues(requiredObject(request, 'attributeValues'), 'attributeValues'), ...key };
    try {
      await this.#call(
        'PutItem',
        { TableName: this.#table, Item: item, ...expressionMembers({ ConditionExpression: condition }) },
        call,
      );
      return { result: fromItem(item) };
    } catch (error) {
      return this.#conditionFailed(error, key, condition, call, (current) => {
        const ignored = condition?.options.equalsIgnore;
        return current !== null && sameItem(fromItem(item), current, Array.isArray(ignored) ? ignored : []);
      });
    }
  }

  async #updateItem(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const key = keyOf(request);
    const condition = optionalExpression(request, 'condition');
    try {
      const answer = await this.#call(
        'UpdateItem',
        {
          TableName: this.#table,
          Key: key,
          ReturnValues: 'ALL_NEW',
          ...expressionMembers({
            UpdateExpression: requiredExpression(request, 'update'),
            ConditionExpression: condition,
          }),
        },
        call,
      );
      return { result: fromOptionalItem(answer.Attributes) };
    } catch (error) {
      return this.#conditionFailed(error, key, condition, call, () => false);
    }
  }

  async #deleteItem(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const key = keyOf(request);
    const condition = optionalExpression(request, 'condition');
    try {
      const answer = await this.#call(
        'DeleteItem',
        {
          TableName: this.#table,
          Key: key,
          ReturnValues: 'ALL_OLD',
          ...expressionMembers({ ConditionExpression: condition }),
        },
        call,
      );
      return { result: fromOptionalItem(answer.Attributes) };
    } catch (error) {
      return this.#conditionFailed(error, key, condition, call, (current) => current === null);
    }
  }

  /**
   * After a failed condition AppSync reads the item again and takes the operation for done if it finds what was to be written.
   * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-condition-expressions.html
   */
  async #conditionFailed(
    error: unknown,
    key: JsonObject,
    condition: Expression | undefined,
    call: DataSourceCall,
    isDone: (current: JsonObject | null) => boolean,
  ): Promise<DataSourceAnswer> {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
    const handler = condition?.options.conditionalCheckFailedHandler;
    if (isJsonObject(handler) && handler.strategy === 'Custom') {
      throw new NotSupportedLocally('conditionalCheckFailedHandler with strategy Custom');
    }
    const ConsistentRead = condition?.options.consistentRead !== false;
    const answer = await this.#call('GetItem', { TableName: this.#table, Key: key, ConsistentRead }, call);
    const current = fromOptionalItem(answer.Item);
    return isDone(current) ? { result: current } : { result: current, error: answeredError(error) };
  }

  async #query(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    return this.#page('Query', request, call, {
      ScanIndexForward: request.scanIndexForward !== false,
      ...expressionMembers({
        KeyConditionExpression: requiredExpression(request, 'query'),
        FilterExpression: optionalExpression(request, 'filter'),
        ProjectionExpression: optionalExpression(request, 'projection'),
      }),
    });
  }

  async #scan(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    return this.#page('Scan', request, call, {
      ...optional('TotalSegments', request.totalSegments),
      ...optional('Segment', request.segment),
      ...expressionMembers({
        FilterExpression: optionalExpression(request, 'filter'),
        ProjectionExpression: optionalExpression(request, 'projection'),
      }),
    });
  }

  async #page(
    operation: string,
    request: JsonObject,
    call: DataSourceCall,
    input: JsonObject,
  ): Promise<DataSourceAnswer> {
    const index = optionalText(request, 'index');
    const token = optionalText(request, 'nextToken');
    const scope = [call.coordinate, operation, this.#table, index ?? ''].join('|');
    const answer = await this.#call(
      operation,
      {
        TableName: this.#table,
        ...optional('IndexName', index),
        ...optional('Limit', request.limit),
        ...optional('Select', request.select),
        ConsistentRead: request.consistentRead === true,
        ...(token === undefined ? {} : { ExclusiveStartKey: this.#tokens.open(token, scope) }),
        ...input,
      },
      call,
    );
    const last = answer.LastEvaluatedKey;
    return {
      result: {
        items: itemsOf(answer.Items),
        nextToken: isJsonObject(last) ? this.#tokens.issue(last, scope) : null,
        scannedCount: answer.ScannedCount ?? 0,
      },
    };
  }

  async #batchGet(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const tables = Object.entries(requiredObject(request, 'tables')).map(([table, given]) => {
      if (!isJsonObject(given)) throw mappingError(`Expected an Object for field '$[tables][${table}]'.`);
      const keys = requiredList(given, 'keys').map((key, index) => typedMap(key, `tables.${table}.keys[${index}]`));
      return { table, given, keys };
    });
    try {
      const answer = await this.#call(
        'BatchGetItem',
        {
          RequestItems: Object.fromEntries(
            tables.map(({ table, given, keys }) => [
              table,
              {
                Keys: keys,
                ConsistentRead: given.consistentRead === true,
                ...expressionMembers({ ProjectionExpression: optionalExpression(given, 'projection') }),
              },
            ]),
          ),
        },
        call,
      );
      const responses = isJsonObject(answer.Responses) ? answer.Responses : {};
      const unprocessed = isJsonObject(answer.UnprocessedKeys) ? answer.UnprocessedKeys : {};
      return {
        result: {
          data: byTable(tables, ({ table, keys }) => inOrder(keys.map(fromItem), itemsOf(responses[table]))),
          unprocessedKeys: byTable(tables, ({ table }) => {
            const left = unprocessed[table];
            return isJsonObject(left) ? itemsOf(left.Keys) : [];
          }),
        },
      };
    } catch (error) {
      return failedBatch(error, tables, 'unprocessedKeys');
    }
  }

  async #batchWrite(
    request: JsonObject,
    call: DataSourceCall,
    kind: 'PutRequest' | 'DeleteRequest',
  ): Promise<DataSourceAnswer> {
    const member = kind === 'PutRequest' ? 'Item' : 'Key';
    const left = kind === 'PutRequest' ? 'unprocessedItems' : 'unprocessedKeys';
    const tables = Object.entries(requiredObject(request, 'tables')).map(([table, given]) => {
      if (!Array.isArray(given)) throw mappingError(`Expected a List for field '$[tables][${table}]'.`);
      return { table, keys: given.map((entry: JsonValue, index) => typedMap(entry, `tables.${table}[${index}]`)) };
    });
    try {
      const answer = await this.#call(
        'BatchWriteItem',
        {
          RequestItems: Object.fromEntries(
            tables.map(({ table, keys }) => [table, keys.map((entry) => ({ [kind]: { [member]: entry } }))]),
          ),
        },
        call,
      );
      const unprocessed = isJsonObject(answer.UnprocessedItems) ? answer.UnprocessedItems : {};
      return {
        result: {
          data: byTable(tables, ({ keys }) => keys.map(fromItem)),
          [left]: byTable(tables, ({ table }) => {
            const entries = unprocessed[table];
            if (!Array.isArray(entries)) return [];
            return entries.map((entry: JsonValue) => {
              const write = isJsonObject(entry) ? entry[kind] : undefined;
              return isJsonObject(write) ? fromOptionalItem(write[member]) : null;
            });
          }),
        },
      };
    } catch (error) {
      return failedBatch(error, tables, left);
    }
  }

  async #transactGet(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const gets = transactItems(request).map((item) => ({
      Get: {
        TableName: requiredText(item, 'table'),
        Key: keyOf(item),
        ...expressionMembers({ ProjectionExpression: optionalExpression(item, 'projection') }),
      },
    }));
    try {
      const answer = await this.#call('TransactGetItems', { TransactItems: gets }, call);
      const responses = Array.isArray(answer.Responses) ? answer.Responses : [];
      const items = responses.map((entry: JsonValue) => (isJsonObject(entry) ? fromOptionalItem(entry.Item) : null));
      return { result: { items, cancellationReasons: null } };
    } catch (error) {
      return cancelled(error, 'items');
    }
  }

  async #transactWrite(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const items = transactItems(request);
    const writes = items.map(transactWriteItem);
    try {
      await this.#call('TransactWriteItems', { TransactItems: writes }, call);
      return { result: { keys: items.map((item) => fromItem(keyOf(item))), cancellationReasons: null } };
    } catch (error) {
      return cancelled(error, 'keys');
    }
  }
}

function transactWriteItem(item: JsonObject): JsonObject {
  const operation = requiredText(item, 'operation');
  const condition = optionalExpression(item, 'condition');
  const shared = {
    TableName: requiredText(item, 'table'),
    ...(condition === undefined
      ? {}
      : {
          ReturnValuesOnConditionCheckFailure:
            condition.options.returnValuesOnConditionCheckFailure === false ? 'NONE' : 'ALL_OLD',
        }),
  };
  const conditionMembers = expressionMembers({ ConditionExpression: condition });
  switch (operation) {
    case 'PutItem': {
      const attributes = item.attributeValues;
      const values = isJsonObject(attributes) ? toAttributeValues(attributes, 'attributeValues') : {};
      return { Put: { ...shared, Item: { ...values, ...keyOf(item) }, ...conditionMembers } };
    }
    case 'UpdateItem':
      return {
        Update: {
          ...shared,
          Key: keyOf(item),
          ...expressionMembers({
            UpdateExpression: requiredExpression(item, 'update'),
            ConditionExpression: condition,
          }),
        },
      };
    case 'DeleteItem':
      return { Delete: { ...shared, Key: keyOf(item), ...conditionMembers } };
    case 'ConditionCheck':
      requiredExpression(item, 'condition');
      return { ConditionCheck: { ...shared, Key: keyOf(item), ...conditionMembers } };
    default:
      throw mappingError(`Unsupported operation '${operation}' in '$[transactItems]'.`);
  }
}

function transactItems(request: JsonObject): readonly JsonObject[] {
  return requiredList(request, 'transactItems').map((item, index) => {
    if (!isJsonObject(item)) throw mappingError(`Expected an Object for field '$[transactItems][${index}]'.`);
    return item;
  });
}

function keyOf(request: JsonObject): JsonObject {
  return toAttributeValues(requiredObject(request, 'key'), 'key');
}

function typedMap(value: JsonValue, at: string): JsonObject {
  if (!isJsonObject(value)) throw mappingError(`Expected an Object for field '$[${at}]'.`);
  return toAttributeValues(value, at);
}

function optional(name: string, value: JsonValue | undefined): JsonObject {
  return value === undefined || value === null ? {} : { [name]: value };
}

function itemsOf(items: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(items) ? items.filter(isJsonObject).map(fromItem) : [];
}

function byTable<Table extends { readonly table: string }>(
  tables: readonly Table[],
  value: (table: Table) => JsonValue,
): JsonObject {
  return Object.fromEntries(tables.map((table) => [table.table, value(table)]));
}

/** Items in the order of their keys, null for a key that has none: DynamoDB answers in no order. */
function inOrder(keys: readonly JsonObject[], items: readonly JsonObject[]): readonly (JsonObject | null)[] {
  return keys.map(
    (key) =>
      items.find((item) => Object.entries(key).every(([name, value]) => isDeepStrictEqual(item[name], value))) ?? null,
  );
}

function sameItem(written: JsonObject, current: JsonObject, ignored: readonly JsonValue[]): boolean {
  const compared = (item: JsonObject) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.includes(name)));
  return isDeepStrictEqual(compared(written), compared(current));
}

function answeredError(error: AwsError): { readonly message: string; readonly type: string } {
  return {
    message: `${error.message} (Service: DynamoDb, Status Code: ${error.status}, Request ID: ${randomUUID()})`,
    type: `DynamoDB:${error.code}`,
  };
}

/** A batch that failed as a whole: nulls for its entries beside the error. */
function failedBatch(
  error: unknown,
  tables: readonly { readonly table: string; readonly keys: readonly JsonObject[] }[],
  left: string,
): DataSourceAnswer {
  if (!(error instanceof AwsError)) throw error;
  return {
    result: {
      data: byTable(tables, ({ keys }) => keys.map(() => null)),
      [left]: byTable(tables, ({ keys }) => keys.map(fromItem)),
    },
    error: answeredError(error),
  };
}

function cancelled(error: unknown, member: 'items' | 'keys'): DataSourceAnswer {
  if (!(error instanceof AwsError) || error instanceof NotSupportedLocally) throw error;
  const reasons = error.details.CancellationReasons;
  return {
    result: {
      [member]: null,
      cancellationReasons: Array.isArray(reasons) ? reasons.filter(isJsonObject).map(cancellationReason) : null,
    },
    error: answeredError(error),
  };
}

function cancellationReason(reason: JsonObject): JsonObject {
  const code = typeof reason.Code === 'string' ? reason.Code : 'None';
  const item = fromOptionalItem(reason.Item);
  return {
    ...(item === null ? {} : { item }),
    // AppSync's own name for this reason; DynamoDB says ConditionalCheckFailed.
    type: code === 'ConditionalCheckFailed' ? 'ConditionCheckFailed' : code,
    message: typeof reason.Message === 'string' ? reason.Message : code,
  };
}
