import type { JsonObject } from '../../../platform/Json.ts';
import type { DataSourceAnswer, DataSourceCall } from '../DataSource.ts';
import type { PagingTokens } from './PagingTokens.ts';

/** The table of a data source, and what its operations need beside it. */
export interface DynamoDbTable {
  readonly name: string;
  readonly tokens: PagingTokens;
  /** Calls DynamoDB as the data source's role. Rejects with AwsError. */
  call(operation: string, input: JsonObject, call: DataSourceCall): Promise<JsonObject>;
}

/**
 * One operation of the data source, from what a request handler returned to what the response handler sees.
 * Rejects with FieldError for a request that does not fit, and with the AwsError of DynamoDB.
 */
export type DynamoDbOperation = (
  request: JsonObject,
  table: DynamoDbTable,
  call: DataSourceCall,
) => Promise<DataSourceAnswer>;
