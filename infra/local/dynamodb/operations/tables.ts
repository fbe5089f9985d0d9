import type { AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError, NotSupportedLocally } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { invalidParameter, resourceNotFound, validationError } from '../errors.ts';
import { describeTable, type TableDefinition, tableArn } from '../storage/TableDefinition.ts';
import type { TableStore } from '../storage/TableStore.ts';
import {
  flag,
  optionalInteger,
  optionalObject,
  optionalObjects,
  optionalString,
  requiredObject,
  requiredString,
  tableName,
} from './input.ts';
import { tablePermission } from './permissions.ts';
import type { Services } from './Services.ts';
import {
  assertConsistent,
  describedOf,
  parseAttributeDefinitions,
  parseIndex,
  parseStream,
  parseTable,
} from './tableSpecification.ts';

/** Throws AwsError ValidationException for a table that is protected from deletion. */
export function assertUnprotected({ deletionProtection }: TableDefinition): void {
  if (!deletionProtection) return;
  throw validationError(
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  );
}

const nameRule = /^[a-zA-Z0-9_.-]{1,255}$/;

/** Finds a table. Throws ResourceNotFoundException as operations on tables do, with the table's name. */
export function existingTable(store: TableStore, name: string): TableDefinition {
  const table = store.find(name);
  if (table === undefined) throw resourceNotFound(`Requested resource not found: Table: ${name} not found`);
  return table;
}

/** CreateTable, DescribeTable, UpdateTable, DeleteTable, ListTables and the time to live operations. */
export function tableOperations(services: Services): Readonly<Record<string, AwsOperation>> {
  const { store } = services;
  const onTable = (action: string, run: AwsOperation['run']): AwsOperation => ({
    permissions: (input) => [tablePermission(services, action, input, { keys: [] })],
    run,
  });
  const describe = (table: TableDefinition, status?: 'CREATING' | 'UPDATING' | 'DELETING'): JsonObject =>
    describeTable(store.account, table, store.items.count(table), status);

  return {
    CreateTable: onTable('CreateTable', (input) => {
      const name = tableName(input);
      if (input.BillingMode === undefined && input.ProvisionedThroughput === undefined) {
        throw invalidParameter(
          'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
        );
      }
      const specification = parseTable(input, name);
      if (store.find(name) !== undefined) throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
      return { TableDescription: describe(store.create(specification), 'CREATING') };
    }),
    DescribeTable: onTable('DescribeTable', (input) => ({
      Table: describe(existingTable(store, tableName(input))),
    })),
    DeleteTable: onTable('DeleteTable', (input) => {
      const table = existingTable(store, tableName(input));
      assertUnprotected(table);
      const description = describe(table, 'DELETING');
      store.drop(table);
      return { TableDescription: description };
    }),
    UpdateTable: onTable('UpdateTable', (input) => ({ TableDescription: describe(update(store, input), 'UPDATING') })),
    ListTables: {
      permissions: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
      run(input) {
        const after = optionalString(input, 'ExclusiveStartTableName');
        if (after !== undefined && !nameRule.test(after)) throw validationError('Invalid ExclusiveStartTableName');
        const limit = optionalInteger(input, 'Limit', 1, 100) ?? 100;
        const names = store.names().filter((name) => after === undefined || name > after);
        return {
          TableNames: names.slice(0, limit),
          LastEvaluatedTableName: names.length > limit ? names[limit - 1] : undefined,
        };
      },
    },
    DescribeTimeToLive: onTable('DescribeTimeToLive', (input) => {
      const { timeToLiveAttribute: attribute } = existingTable(store, tableName(input));
      return {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
      };
    }),
    UpdateTimeToLive: onTable('UpdateTimeToLive', (input) => {
      const name = tableName(input);
      const specification = requiredObject(input, 'TimeToLiveSpecification');
      const attribute = requiredString(specification, 'AttributeName');
      const enabled = flag(specification, 'Enabled');
      const table = existingTable(store, name);
      const current = table.timeToLiveAttribute;
      if (enabled && current === attribute) throw validationError('TimeToLive is already enabled');
      if (enabled && current !== undefined) {
        throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
      }
      if (!enabled && current === undefined) throw validationError('TimeToLive is already disabled');
      store.setTimeToLive(table, enabled ? attribute : undefined);
      return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
    }),
    ListTagsOfResource: {
      permissions: (input) => [
        { action: 'dynamodb:ListTagsOfResource', resource: requiredString(input, 'ResourceArn') },
      ],
      run(input) {
        const arn = requiredString(input, 'ResourceArn');
        const table = store.find(arn.slice(arn.indexOf(':table/') + ':table/'.length));
        if (table === undefined || arn !== tableArn(store.account, table.name)) {
          throw resourceNotFound(`Requested resource not found: ResourcArn: ${arn} not found`);
        }
        return { Tags: Object.entries(table.tags).map(([key, value]) => ({ Key: key, Value: value })) };
      },
    },
  };
}

function update(store: TableStore, input: JsonObject): TableDefinition {
  const name = tableName(input);
  const changes = optionalObjects(input, 'GlobalSecondaryIndexUpdates') ?? [];
  const stream = optionalObject(input, 'StreamSpecification');
  const definitions = parseAttributeDefinitions(input);
  if (input.ReplicaUpdates !== undefined) throw new NotSupportedLocally('UpdateTable with ReplicaUpdates');
  let table = existingTable(store, name);
  if (stream !== undefined) {
    if (stream.StreamEnabled === true && table.stream !== undefined) {
      throw validationError(`Table already has an enabled stream: TableName: ${name}`);
    }
    if (stream.StreamEnabled === false && table.stream === undefined) {
      throw validationError(`Table has no stream to disable: TableName: ${name}`);
    }
  }
  return store.database.transaction(() => {
    for (const change of changes) table = changeIndex(store, table, change, definitions);
    if (stream !== undefined) table = store.setStream(table, parseStream(input));
    return store.describe(table, {
      ...(input.DeletionProtectionEnabled === undefined
        ? {}
        : { deletionProtection: flag(input, 'DeletionProtectionEnabled') }),
      ...(input.ProvisionedThroughput === undefined && input.BillingMode === undefined
        ? {}
        : { described: { ...table.described, ...describedOf(input) } }),
    });
  });
}

function changeIndex(
  store: TableStore,
  table: TableDefinition,
  change: JsonObject,
  definitions: TableDefinition['attributeTypes'],
): TableDefinition {
  const created = optionalObject(change, 'Create');
  const removed = optionalObject(change, 'Delete');
  if (created !== undefined) {
    const index = parseIndex(created, 'global');
    const indexes = [...table.indexes, index];
    const used = new Set([...indexes.map((one) => one.key), table.key].flatMap((key) => [key.hash, key.range]));
    const attributeTypes = Object.fromEntries(
      Object.entries({ ...table.attributeTypes, ...definitions }).filter(([name]) => used.has(name)),
    );
    assertConsistent(attributeTypes, table.key, indexes);
    return store.addIndex(store.describe(table, { attributeTypes }), index);
  }
  if (removed !== undefined) {
    const name = requiredString(removed, 'IndexName');
    const index = table.indexes.find((candidate) => candidate.kind === 'global' && candidate.name === name);
    if (index === undefined) throw resourceNotFound('Requested resource not found');
    return store.removeIndex(table, index);
  }
  if (optionalObject(change, 'Update') !== undefined) return table;
  throw validationError('One of GlobalSecondaryIndexUpdate.Update, Create or Delete must be specified');
}
