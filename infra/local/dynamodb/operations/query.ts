import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { validationError } from '../errors.ts';
import { tokenize } from '../expressions/tokenize.ts';
import type { TableStore } from '../storage/TableStore.ts';
import { optionalString, tableName } from './input.ts';
import { keyRange } from './keyCondition.ts';
import { parsePage, readPage, startPosition } from './page.ts';
import { scalarText, tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';

export function query(services: Services): AwsOperation {
  return {
    permissions(input) {
      const index = optionalString(input, 'IndexName');
      const leading = leadingKey(services.store, input, index);
      return [
        tablePermission(services, 'Query', input, {
          keys: [],
          ...(index === undefined ? {} : { index }),
          ...(leading === undefined ? {} : { context: leading }),
        }),
      ];
    },
    run(input) {
      const request = parsePage(services.store, input, 'Query');
      if (request.keyCondition === undefined) throw validationError('Query key condition not supported');
      const { table, index } = request;
      const { range } = keyRange(table, (index ?? table).key, request.keyCondition);
      const after = startPosition(request);
      if (after !== undefined && range.hash !== undefined && Buffer.compare(after.hash, range.hash) !== 0) {
        throw validationError('The provided starting key is outside query boundaries based on provided conditions');
      }
      return readPage(services, request, { ...range, after, backward: input.ScanIndexForward === false });
    },
  };
}

/** Returns `dynamodb:LeadingKeys`: the value that the key condition compares the partition key with. */
function leadingKey(store: TableStore, input: JsonObject, indexName: string | undefined): Permission['context'] {
  const table = store.find(tableName(input));
  const hash = (table?.indexes.find((index) => index.name === indexName) ?? table)?.key.hash;
  const expression = optionalString(input, 'KeyConditionExpression');
  if (hash === undefined || expression === undefined) return undefined;
  const names = isJsonObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  const values = isJsonObject(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {};
  const tokens = tokenize('KeyConditionExpression', expression);
  const compared = tokens.findIndex(
    (token, position) =>
      (token.kind === 'name' ? names[token.text] : token.text) === hash && tokens[position + 1]?.text === '=',
  );
  const leading = compared < 0 ? [] : scalarText(values[tokens[compared + 2]?.text ?? '']);
  return leading.length === 0 ? undefined : { 'dynamodb:LeadingKeys': leading };
}
