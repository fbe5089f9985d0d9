import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import type { Log } from '../platform/Log.ts';
import type { ResourceProvider, ResourceRequest, ResourceResult } from '../platform/ResourceProvider.ts';
import { optionalObject, optionalObjects, optionalString } from './operations/input.ts';
import { parseTable } from './operations/tableSpecification.ts';
import { assertUnprotected } from './operations/tables.ts';
import {
  type IndexDefinition,
  type KeySchema,
  streamArn,
  type TableDefinition,
  tableArn,
} from './storage/TableDefinition.ts';
import type { TableSpecification, TableStore } from './storage/TableStore.ts';

/** Properties that mean nothing on one machine. */
const meaningless = [
  'BillingMode',
  'ContributorInsightsSpecification',
  'GlobalTableSourceArn',
  'KinesisStreamSpecification',
  'OnDemandThroughput',
  'PointInTimeRecoverySpecification',
  'ProvisionedThroughput',
  'ReadOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'Replicas',
  'ResourcePolicy',
  'SSESpecification',
  'TableClass',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
];
const understood = [
  'AttributeDefinitions',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'StreamSpecification',
  'TableName',
  'Tags',
  'TimeToLiveSpecification',
];

/** `AWS::DynamoDB::Table` and, with one replica, `AWS::DynamoDB::GlobalTable`. */
export function tableProviders(store: TableStore, log: Log): readonly ResourceProvider[] {
  const provider = (type: string): ResourceProvider => ({
    type,
    apply: (request) => apply(store, log, type, request),
    remove(physicalId) {
      const table = store.find(physicalId);
      if (table === undefined) return;
      assertUnprotected(table);
      store.drop(table);
    },
  });
  return [provider('AWS::DynamoDB::Table'), provider('AWS::DynamoDB::GlobalTable')];
}

function apply(store: TableStore, log: Log, type: string, request: ResourceRequest): ResourceResult {
  const { properties } = request;
  for (const name of Object.keys(properties)) {
    if (properties[name] !== undefined && !understood.includes(name) && !meaningless.includes(name)) {
      throw new NotSupportedLocally(`Property ${name} of ${type} (${request.logicalId})`);
    }
  }
  const name = optionalString(properties, 'TableName') ?? request.generatedName;
  const specification = parseTable(type === 'AWS::DynamoDB::GlobalTable' ? withReplica(request) : properties, name);
  const timeToLive = timeToLiveOf(properties);
  const previous = request.previous?.physicalId;
  const table = store.database.transaction(() => {
    const renamed = previous !== undefined && previous !== name ? store.find(previous) : undefined;
    if (renamed !== undefined) {
      assertUnprotected(renamed);
      log('warn', 'dynamodb', `Table ${renamed.name} is replaced by ${name}: its items are gone`);
      store.drop(renamed);
    }
    return store.setTimeToLive(converge(store, log, specification), timeToLive);
  });
  return {
    physicalId: table.name,
    attributes: {
      Arn: tableArn(store.account, table.name),
      TableId: table.id,
      ...(table.stream === undefined ? {} : { StreamArn: streamArn(store.account, table) ?? null }),
    },
  };
}

function converge(store: TableStore, log: Log, specification: TableSpecification): TableDefinition {
  let table = store.find(specification.name);
  if (table !== undefined && !sameKeys(table, specification)) {
    assertUnprotected(table);
    log('warn', 'dynamodb', `Table ${table.name} has another key schema now and is replaced: its items are gone`);
    store.drop(table);
    table = undefined;
  }
  if (table === undefined) return store.create(specification);
  for (const index of table.indexes) {
    const wanted = specification.indexes.find((candidate) => candidate.name === index.name);
    if (wanted === undefined || !sameIndex(index, wanted) || !sameTypes(table, specification, index.key)) {
      table = store.removeIndex(table, index);
    }
  }
  const { attributeTypes, deletionProtection, described, tags } = specification;
  table = store.describe(table, { attributeTypes, deletionProtection, described, tags });
  for (const index of specification.indexes) {
    if (table.indexes.every((existing) => existing.name !== index.name)) table = store.addIndex(table, index);
  }
  return store.setStream(table, specification.streamViewType);
}

function sameKeys(table: TableDefinition, specification: TableSpecification): boolean {
  return sameKey(table.key, specification.key) && sameTypes(table, specification, table.key);
}

const sameKey = (left: KeySchema, right: KeySchema): boolean => left.hash === right.hash && left.range === right.range;

const sameTypes = (table: TableDefinition, { attributeTypes }: TableSpecification, key: KeySchema): boolean =>
  [key.hash, key.range].every((name) => name === undefined || table.attributeTypes[name] === attributeTypes[name]);

const sameIndex = (left: IndexDefinition, right: Omit<IndexDefinition, 'number'>): boolean =>
  left.kind === right.kind &&
  sameKey(left.key, right.key) &&
  left.projection === right.projection &&
  left.nonKeyAttributes.join() === right.nonKeyAttributes.join();

function timeToLiveOf(properties: JsonObject): string | undefined {
  const specification = optionalObject(properties, 'TimeToLiveSpecification');
  if (specification === undefined || specification.Enabled === false) return undefined;
  const attribute = optionalString(specification, 'AttributeName');
  if (attribute === undefined) {
    throw new AwsError('ValidationException', 'TimeToLiveSpecification needs an AttributeName where it is enabled');
  }
  return attribute;
}

/**
 * Returns properties with those of the one replica, where a global table states tags, deletion protection and the like.
 */
function withReplica({ properties, logicalId }: ResourceRequest): JsonObject {
  const replicas = optionalObjects(properties, 'Replicas') ?? [];
  const [replica, ...others] = replicas;
  if (others.length > 0) {
    throw new NotSupportedLocally(`A global table with ${replicas.length} replicas (${logicalId})`);
  }
  if (!isJsonObject(replica)) return properties;
  return {
    ...properties,
    ...(replica.Tags === undefined ? {} : { Tags: replica.Tags }),
    ...(replica.TableClass === undefined ? {} : { TableClass: replica.TableClass }),
    ...(replica.DeletionProtectionEnabled === undefined
      ? {}
      : { DeletionProtectionEnabled: replica.DeletionProtectionEnabled }),
  };
}
