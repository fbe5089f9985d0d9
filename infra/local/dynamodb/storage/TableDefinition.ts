import type { JsonObject, JsonValue } from '../../platform/Json.ts';

export interface KeySchema {
  readonly hash: string;
  readonly range?: string;
}

export interface IndexDefinition {
  readonly name: string;
  readonly kind: 'global' | 'local';
  /** Names the index's SQLite table. Never used again within the table. */
  readonly number: number;
  readonly key: KeySchema;
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly nonKeyAttributes: readonly string[];
}

export type StreamViewType = 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';

/** The definition of a table, without its items. */
export interface TableDefinition {
  readonly name: string;
  /** `TableId`, a UUID. */
  readonly id: string;
  /** Names the table's SQLite tables. Never used again. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly attributeTypes: Readonly<Record<string, 'S' | 'N' | 'B'>>;
  readonly key: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  readonly nextIndexNumber: number;
  readonly stream?: { readonly number: number; readonly label: string; readonly viewType: StreamViewType };
  readonly timeToLiveAttribute?: string;
  readonly deletionProtection: boolean;
  /** Members that are only described: `BillingModeSummary`, `ProvisionedThroughput`, `SSEDescription` … */
  readonly described: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Account {
  readonly region: string;
  readonly accountId: string;
}

export const tableArn = ({ region, accountId }: Account, name: string): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

export function streamArn(account: Account, table: TableDefinition): string | undefined {
  return table.stream === undefined ? undefined : `${tableArn(account, table.name)}/stream/${table.stream.label}`;
}

export const keyAttributes = (key: KeySchema): readonly string[] =>
  key.range === undefined ? [key.hash] : [key.hash, key.range];

/** Returns the attributes that an index carries, `undefined` for all. */
export function projectedAttributes(table: TableDefinition, index: IndexDefinition): ReadonlySet<string> | undefined {
  if (index.projection === 'ALL') return undefined;
  return new Set([...keyAttributes(table.key), ...keyAttributes(index.key), ...index.nonKeyAttributes]);
}

const describeKey = (key: KeySchema): JsonValue =>
  keyAttributes(key).map((name, position) => ({ AttributeName: name, KeyType: position === 0 ? 'HASH' : 'RANGE' }));

/** Returns `TableDescription` of DescribeTable. */
export function describeTable(
  account: Account,
  table: TableDefinition,
  counts: { readonly items: number; readonly bytes: number },
  status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING' = 'ACTIVE',
): JsonObject {
  const arn = tableArn(account, table.name);
  const indexes = (kind: IndexDefinition['kind']): readonly JsonObject[] =>
    table.indexes
      .filter((index) => index.kind === kind)
      .map((index) => ({
        IndexName: index.name,
        IndexArn: `${arn}/index/${index.name}`,
        KeySchema: describeKey(index.key),
        Projection: {
          ProjectionType: index.projection,
          ...(index.projection === 'INCLUDE' ? { NonKeyAttributes: index.nonKeyAttributes } : {}),
        },
        ItemCount: 0,
        IndexSizeBytes: 0,
        ...(kind === 'global'
          ? { IndexStatus: status === 'CREATING' ? 'CREATING' : 'ACTIVE', ProvisionedThroughput: noThroughput }
          : {}),
      }));
  const globalIndexes = indexes('global');
  const localIndexes = indexes('local');
  return {
    TableName: table.name,
    TableArn: arn,
    TableId: table.id,
    TableStatus: status,
    CreationDateTime: table.created / 1000,
    AttributeDefinitions: Object.entries(table.attributeTypes).map(([name, type]) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: describeKey(table.key),
    ItemCount: counts.items,
    TableSizeBytes: counts.bytes,
    DeletionProtectionEnabled: table.deletionProtection,
    ProvisionedThroughput: noThroughput,
    ...table.described,
    ...(globalIndexes.length > 0 ? { GlobalSecondaryIndexes: globalIndexes } : {}),
    ...(localIndexes.length > 0 ? { LocalSecondaryIndexes: localIndexes } : {}),
    ...(table.stream === undefined
      ? {}
      : {
          StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.viewType },
          LatestStreamLabel: table.stream.label,
          LatestStreamArn: streamArn(account, table),
        }),
  };
}

const noThroughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
