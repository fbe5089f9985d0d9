import { CodeFault } from '../Aborts.ts';
import { isRecord } from './isRecord.ts';

/** A DynamoDB attribute value as AppSync's helpers write it: numbers stay numbers and NULL carries null. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type AttributeMap = Record<string, AttributeValue>;

/** Implements `util.dynamodb.toDynamoDB`. ? `undefined` counts as null. */
export function toDynamoDB(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: value };
    case 'boolean':
      return { BOOL: value };
    case 'undefined':
      return toNull();
    case 'object':
      if (value === null) return toNull();
      return Array.isArray(value) ? { L: value.map(toDynamoDB) } : { M: toMapValues(value) };
    default:
      throw new CodeFault(`Unsupported type passed to util.dynamodb.toDynamoDB: ${typeof value}`); // ? wording assumed
  }
}

function toNull(): AttributeValue {
  return { NULL: null };
}

export function toMapValues(value: object): AttributeMap {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toDynamoDB(member)]));
}

/** Implements `util.dynamodb.toS3Object`: the object link as JSON text, with the version only if given. */
function toS3Object(key: unknown, bucket: unknown, region: unknown, version: unknown): AttributeValue {
  return { S: JSON.stringify({ s3: { key, bucket, region, version } }) };
}

/** Implements `util.dynamodb.fromS3ObjectJson`. Returns null for text that is no object link. */
function fromS3ObjectJson(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(parsed) || !isRecord(parsed.s3)) return null;
  const { bucket, region, key, version } = parsed.s3;
  return version === undefined ? { bucket, region, key } : { bucket, region, key, version };
}

/** `util.dynamodb`. All but toDynamoDB and toNull return null for null. */
export const dynamodbValues = {
  toDynamoDB,
  toString: (value: unknown) => typed('S', value),
  toStringSet: (value: unknown) => typed('SS', value),
  toNumber: (value: unknown) => typed('N', value),
  toNumberSet: (value: unknown) => typed('NS', value),
  toBinary: (value: unknown) => typed('B', value),
  toBinarySet: (value: unknown) => typed('BS', value),
  toBoolean: (value: unknown) => typed('BOOL', value),
  toNull,
  toList: (value: unknown) => (Array.isArray(value) ? toDynamoDB(value) : null),
  toMap: (value: unknown) => (isRecord(value) ? toDynamoDB(value) : null),
  toMapValues: (value: unknown) => (isRecord(value) ? toMapValues(value) : null),
  toS3Object,
  fromS3ObjectJson,
};

function typed(type: string, value: unknown): AttributeValue | null {
  return value === null || value === undefined ? null : { [type]: value };
}
