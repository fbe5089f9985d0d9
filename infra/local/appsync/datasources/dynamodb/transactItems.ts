import { AwsError, NotSupportedLocally } from '../../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import type { DataSourceAnswer } from '../DataSource.ts';
import { mappingError, requiredList } from '../requestFields.ts';
import { answeredError } from './answeredError.ts';
import { fromOptionalItem } from './attributeValues.ts';

/** Returns a request's `transactItems`. Throws FieldError. */
export function transactItems(request: JsonObject): readonly JsonObject[] {
  return requiredList(request, 'transactItems').map((item, index) => {
    if (!isJsonObject(item)) throw mappingError(`Expected an Object for field '$[transactItems][${index}]'.`);
    return item;
  });
}

/** Returns the answer to a transaction that DynamoDB cancelled, with its reasons. Rethrows errors of another kind. */
export function cancelled(error: unknown, member: 'items' | 'keys'): DataSourceAnswer {
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
    // AppSync's own name for this reason. DynamoDB says ConditionalCheckFailed.
    type: code === 'ConditionalCheckFailed' ? 'ConditionCheckFailed' : code,
    message: typeof reason.Message === 'string' ? reason.Message : code,
  };
}
