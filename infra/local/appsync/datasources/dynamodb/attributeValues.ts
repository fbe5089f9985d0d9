import { isJsonObject, type JsonObject, type JsonValue } from '../../../platform/Json.ts';
import { mappingError } from '../requestFields.ts';

/**
 * Returns a resolver's typed value in DynamoDB's own form.
 * `util.dynamodb` writes numbers as numbers and null as `{NULL: null}`, DynamoDB wants text and `true`.
 */
export function toAttributeValue(value: JsonValue | undefined, at: string): JsonObject {
  if (!isJsonObject(value)) throw mappingError(`Expected a typed value at '${at}'.`);
  const [type, content] = Object.entries(value).find(([, entry]) => entry !== undefined) ?? [];
  switch (type) {
    case 'S':
    case 'B':
      return { [type]: String(content) };
    case 'N':
      return { N: String(content) };
    case 'BOOL':
      return { BOOL: content === true || content === 'true' };
    case 'NULL':
      return { NULL: true };
    case 'SS':
    case 'BS':
    case 'NS':
      return { [type]: list(content, at).map(String) };
    case 'L':
      return { L: list(content, at).map((entry, index) => toAttributeValue(entry, `${at}[${index}]`)) };
    case 'M':
      if (!isJsonObject(content)) throw mappingError(`Expected a map at '${at}'.`);
      return { M: toAttributeValues(content, at) };
    default:
      throw mappingError(`Unsupported typed value at '${at}': ${type ?? 'empty'}.`);
  }
}

export function toAttributeValues(values: JsonObject, at: string): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, toAttributeValue(value, `${at}.${name}`)]],
    ),
  );
}

function list(content: JsonValue | undefined, at: string): readonly JsonValue[] {
  if (!Array.isArray(content)) throw mappingError(`Expected a list at '${at}'.`);
  return content;
}

/**
 * Returns a value of DynamoDB as a response handler sees it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-typed-values-responses.html
 */
export function fromAttributeValue(value: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value)) return null;
  const [type, content] = Object.entries(value)[0] ?? [];
  switch (type) {
    case 'N':
      return Number(content);
    case 'NS':
      return Array.isArray(content) ? content.map(Number) : [];
    case 'L':
      return Array.isArray(content) ? content.map(fromAttributeValue) : [];
    case 'M':
      return isJsonObject(content) ? fromItem(content) : {};
    case 'NULL':
      return null;
    default:
      return content ?? null;
  }
}

export function fromItem(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromAttributeValue(value)]));
}

/** Returns an item of DynamoDB's answer, or null if there is none. */
export function fromOptionalItem(item: JsonValue | undefined): JsonObject | null {
  return isJsonObject(item) && Object.keys(item).length > 0 ? fromItem(item) : null;
}

/** Returns the items of a list in DynamoDB's answer. An absent list is empty. */
export function itemsOf(items: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(items) ? items.filter(isJsonObject).map(fromItem) : [];
}
