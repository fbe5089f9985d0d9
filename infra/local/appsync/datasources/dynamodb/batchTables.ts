import { AwsError } from '../../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../platform/Json.ts';
import type { DataSourceAnswer } from '../DataSource.ts';
import { mappingError } from '../requestFields.ts';
import { answeredError } from './answeredError.ts';
import { fromItem, toAttributeValues } from './attributeValues.ts';

/** What a batch asks of one table: keys, or whole items. */
export interface BatchTable {
  readonly table: string;
  readonly keys: readonly JsonObject[];
}

/** Returns one entry of a batch in DynamoDB's form. Throws FieldError. */
export function batchEntry(value: JsonValue, at: string): JsonObject {
  if (!isJsonObject(value)) throw mappingError(`Expected an Object for field '$[${at}]'.`);
  return toAttributeValues(value, at);
}

/** Returns an object with the value of each table. */
export function byTable<Table extends BatchTable>(
  tables: readonly Table[],
  value: (table: Table) => JsonValue,
): JsonObject {
  return Object.fromEntries(tables.map((table) => [table.table, value(table)]));
}

/** Returns the answer to a batch that failed as a whole: null for each entry, beside the error. */
export function failedBatch(error: unknown, tables: readonly BatchTable[], unprocessed: string): DataSourceAnswer {
  if (!(error instanceof AwsError)) throw error;
  return {
    result: {
      data: byTable(tables, ({ keys }) => keys.map(() => null)),
      [unprocessed]: byTable(tables, ({ keys }) => keys.map(fromItem)),
    },
    error: answeredError(error),
  };
}
