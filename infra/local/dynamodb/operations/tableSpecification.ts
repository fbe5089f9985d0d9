import type { JsonObject } from '../../platform/Json.ts';
import { invalidParameter, validationError } from '../errors.ts';
import {
  type IndexDefinition,
  type KeySchema,
  keyAttributes,
  type StreamViewType,
} from '../storage/TableDefinition.ts';
import type { TableSpecification } from '../storage/TableStore.ts';
import {
  checkTableName,
  choice,
  constraintError,
  flag,
  optionalObject,
  optionalObjects,
  optionalStrings,
  requiredString,
} from './input.ts';

const MAXIMUM_GLOBAL_INDEXES = 20;
const MAXIMUM_LOCAL_INDEXES = 5;
const keyTypes = ['S', 'N', 'B'] as const;

/**
 * Reads the common part of CreateTable and CloudFormation's table types. Throws ValidationException with AWS's wording.
 */
export function parseTable(input: JsonObject, name: string): TableSpecification {
  const attributeTypes = parseAttributeDefinitions(input);
  const key = parseKeySchema(input);
  const globals = optionalObjects(input, 'GlobalSecondaryIndexes') ?? [];
  const locals = optionalObjects(input, 'LocalSecondaryIndexes') ?? [];
  if (globals.length > MAXIMUM_GLOBAL_INDEXES) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${MAXIMUM_GLOBAL_INDEXES}`);
  }
  if (locals.length > MAXIMUM_LOCAL_INDEXES) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MAXIMUM_LOCAL_INDEXES}`);
  }
  if (locals.length > 0 && key.range === undefined) {
    throw invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  }
  const indexes = [
    ...locals.map((index) => parseIndex(index, 'local')),
    ...globals.map((index) => parseIndex(index, 'global')),
  ];
  assertConsistent(attributeTypes, key, indexes);
  return {
    name: checkTableName(name),
    attributeTypes,
    key,
    indexes,
    streamViewType: parseStream(input),
    deletionProtection: flag(input, 'DeletionProtectionEnabled'),
    described: describedOf(input),
    tags: parseTags(input),
  };
}

export function parseAttributeDefinitions(input: JsonObject): TableSpecification['attributeTypes'] {
  const definitions = optionalObjects(input, 'AttributeDefinitions') ?? [];
  return Object.fromEntries(
    definitions.map((definition) => {
      const type = choice(definition, 'AttributeType', keyTypes);
      if (type === undefined) throw constraintError(undefined, 'attributeType', 'Member must not be null');
      return [requiredString(definition, 'AttributeName'), type];
    }),
  );
}

export function parseIndex(input: JsonObject, kind: IndexDefinition['kind']): Omit<IndexDefinition, 'number'> {
  const name = requiredString(input, 'IndexName');
  if (!/^[a-zA-Z0-9_.-]{3,255}$/.test(name)) {
    throw constraintError(name, 'indexName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  }
  const projection = optionalObject(input, 'Projection') ?? {};
  const type = choice(projection, 'ProjectionType', ['ALL', 'KEYS_ONLY', 'INCLUDE']);
  if (type === undefined) throw invalidParameter('Unknown ProjectionType: null');
  const nonKeyAttributes = optionalStrings(projection, 'NonKeyAttributes') ?? [];
  if (type !== 'INCLUDE' && nonKeyAttributes.length > 0) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (type === 'INCLUDE' && nonKeyAttributes.length === 0) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is not specified`);
  }
  return { name, kind, key: parseKeySchema(input), projection: type, nonKeyAttributes };
}

/** Reads the view type of `StreamSpecification`. CloudFormation's has no `StreamEnabled`. */
export function parseStream(input: JsonObject): StreamViewType | undefined {
  const stream = optionalObject(input, 'StreamSpecification');
  if (stream === undefined || stream.StreamEnabled === false) return undefined;
  const viewType = choice(stream, 'StreamViewType', ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']);
  if (viewType === undefined) throw invalidParameter('StreamViewType is required when StreamEnabled is true');
  return viewType;
}

/** Returns members that change nothing here and are only described. */
export function describedOf(input: JsonObject): JsonObject {
  const provisioned = optionalObject(input, 'ProvisionedThroughput');
  const tableClass = input.TableClass;
  return {
    ...(provisioned === undefined
      ? { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }
      : { ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...provisioned } }),
    ...(typeof tableClass === 'string' ? { TableClassSummary: { TableClass: tableClass } } : {}),
  };
}

export function parseTags(input: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (optionalObjects(input, 'Tags') ?? []).map((tag) => [requiredString(tag, 'Key'), requiredString(tag, 'Value')]),
  );
}

/**
 * Throws unless every key attribute is defined and every defined one a key, index names differ, and local indexes share
 * the partition key.
 */
export function assertConsistent(
  attributeTypes: TableSpecification['attributeTypes'],
  key: KeySchema,
  indexes: readonly Omit<IndexDefinition, 'number'>[],
): void {
  const used = new Set(keyAttributes(key));
  const names = new Set<string>();
  const defined = Object.keys(attributeTypes);
  for (const name of used) assertDefined(keyAttributes(key), name, defined);
  for (const index of indexes) {
    if (names.has(index.name)) throw invalidParameter(`Duplicate index name: ${index.name}`);
    names.add(index.name);
    for (const name of keyAttributes(index.key)) {
      assertDefined(keyAttributes(index.key), name, defined);
      used.add(name);
    }
    if (index.kind === 'local' && index.key.range === undefined) {
      throw invalidParameter(`Index KeySchema does not have a range key for index: ${index.name}`);
    }
    if (index.kind === 'local' && index.key.hash !== key.hash) {
      throw invalidParameter(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index.name}. index hash key: ${index.key.hash}, table hash key: ${key.hash}`,
      );
    }
  }
  if (defined.length !== used.size) {
    throw invalidParameter(
      `Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    );
  }
}

function assertDefined(keys: readonly string[], name: string, defined: readonly string[]): void {
  if (!defined.includes(name)) {
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`,
    );
  }
}

function parseKeySchema(input: JsonObject): KeySchema {
  const elements = optionalObjects(input, 'KeySchema') ?? [];
  const [first, second] = elements;
  if (first === undefined || elements.length > 2) {
    throw constraintError(
      elements,
      'keySchema',
      first === undefined
        ? 'Member must have length greater than or equal to 1'
        : 'Member must have length less than or equal to 2',
    );
  }
  const hash = requiredString(first, 'AttributeName');
  if (first.KeyType !== 'HASH') {
    throw validationError('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (second === undefined) return { hash };
  const range = requiredString(second, 'AttributeName');
  if (range === hash) {
    throw validationError('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  if (second.KeyType !== 'RANGE') {
    throw validationError('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  return { hash, range };
}
