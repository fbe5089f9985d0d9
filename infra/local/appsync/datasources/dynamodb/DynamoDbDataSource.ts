import { AwsError, NotSupportedLocally } from '../../../platform/AwsError.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import type { DataSource, DataSourceAnswer, DataSourceCall } from '../DataSource.ts';
import { mappingError, requiredText } from '../requestFields.ts';
import type { ServiceRole } from '../ServiceRole.ts';
import { answeredError } from './answeredError.ts';
import { batchDeleteItem } from './batchDeleteItem.ts';
import { batchGetItem } from './batchGetItem.ts';
import { batchPutItem } from './batchPutItem.ts';
import type { DynamoDbOperation, DynamoDbTable } from './DynamoDbTable.ts';
import { deleteItem } from './deleteItem.ts';
import { getItem } from './getItem.ts';
import type { PagingTokens } from './PagingTokens.ts';
import { putItem } from './putItem.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { transactGetItems } from './transactGetItems.ts';
import { transactWriteItems } from './transactWriteItems.ts';
import { updateItem } from './updateItem.ts';

export interface DynamoDbOptions {
  readonly name: string;
  readonly tableName: string;
  readonly role: ServiceRole;
  readonly tokens: PagingTokens;
}

/** The operations that a request may name. */
export const dynamoDbOperations: ReadonlyMap<string, DynamoDbOperation> = new Map(
  Object.entries({
    GetItem: getItem,
    PutItem: putItem,
    UpdateItem: updateItem,
    DeleteItem: deleteItem,
    Query: query,
    Scan: scan,
    BatchGetItem: batchGetItem,
    BatchPutItem: batchPutItem,
    BatchDeleteItem: batchDeleteItem,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
  }),
);

/**
 * AppSync's DynamoDB data source.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html
 */
export class DynamoDbDataSource implements DataSource {
  readonly name: string;
  readonly direct = false;
  readonly #table: DynamoDbTable;

  constructor({ name, tableName, role, tokens }: DynamoDbOptions) {
    this.name = name;
    this.#table = {
      name: tableName,
      tokens,
      call: (operation, input, call) => role.call('dynamodb', operation, input, call.signal),
    };
  }

  async invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> {
    const name = requiredText(request, 'operation');
    if (name === 'Sync') throw new NotSupportedLocally('Operation Sync (versioned data sources)');
    const operation = dynamoDbOperations.get(name);
    if (operation === undefined) throw mappingError(`Unsupported operation '${name}'.`);
    try {
      return await operation(request, this.#table, call);
    } catch (error) {
      if (error instanceof NotSupportedLocally || !(error instanceof AwsError)) throw error;
      return { result: null, error: answeredError(error) };
    }
  }
}
