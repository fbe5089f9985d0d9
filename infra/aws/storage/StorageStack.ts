import { ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { AuditSettings } from '../settings/AuditSettings.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { Installation } from '../shared/Installation.ts';
import { string, Table, type TableProps } from './Table.ts';

const messages: TableProps = {
  variable: 'MESSAGES_TABLE',
  dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
  globalSecondaryIndexes: [
    { indexName: 'byPublisher', partitionKey: string('publisherId'), sortKey: string('id') },
    // Messages that something is open about: the others have no `dueAt`.
    {
      indexName: 'due',
      partitionKey: string('dueShard'),
      sortKey: string('dueAt'),
      projectionType: ProjectionType.KEYS_ONLY,
    },
    {
      indexName: 'byTime',
      partitionKey: string('timeShard'),
      sortKey: string('id'),
      projectionType: ProjectionType.KEYS_ONLY,
    },
  ],
};

const stepUpAudit: TableProps = {
  variable: 'STEP_UP_AUDIT_TABLE',
  globalSecondaryIndexes: [{ indexName: 'byUser', partitionKey: string('userId'), sortKey: string('sk') }],
};

const auditLog: TableProps = {
  variable: 'AUDIT_LOG_TABLE',
  dynamoStream: StreamViewType.NEW_IMAGE,
  globalSecondaryIndexes: [
    { indexName: 'byActor', partitionKey: string('actor'), sortKey: string('sk') },
    { indexName: 'byTarget', partitionKey: string('target'), sortKey: string('sk') },
  ],
};

/** The tables, and the audit log's copy. docs/architecture.md says what rows each has. */
export class StorageStack extends CapabilityStack {
  readonly messages: Table;
  readonly deliveries: Table;
  readonly devices: Table;
  readonly topics: Table;
  readonly platforms: Table;
  readonly stepUpSettings: Table;
  readonly stepUpSessions: Table;
  readonly stepUpAudit: Table;
  readonly auditLog: Table;
  /** Each act as an entry, for as long as the table has it. */
  readonly auditLogGroup: LogGroup;

  constructor(scope: Construct, id: string, { auditDays }: AuditSettings) {
    super(scope, id, 'tables');
    const table = (name: string, props: TableProps) => new Table(this, name, props);
    this.messages = table('Messages', messages);
    this.deliveries = table('Deliveries', {
      variable: 'DELIVERIES_TABLE',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      // Stays empty, and keeps a message's records in one shard of the stream, in order, for exactly-once counting.
      // DynamoDB divides no item collection of a table with a local index: one message gets 1,000 write units a second.
      localSecondaryIndexes: [
        { indexName: 'undivided', sortKey: string('undivided'), projectionType: ProjectionType.KEYS_ONLY },
      ],
      globalSecondaryIndexes: [
        {
          indexName: 'bySnsMessageId',
          partitionKey: string('snsMessageId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        { indexName: 'byUser', partitionKey: string('userId'), sortKey: string('inboxSort') },
      ],
    });
    this.devices = table('Devices', {
      variable: 'DEVICES_TABLE',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      globalSecondaryIndexes: [
        {
          indexName: 'byPlatform',
          partitionKey: string('platformShard'),
          sortKey: string('pk'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['id', 'userId', 'platform', 'endpointArn', 'addressVersion', 'locale', 'status'],
        },
      ],
    });
    this.topics = table('Topics', {
      variable: 'TOPICS_TABLE',
      // Topics and subscribers that SNS has something to do about: the others have no `dueAt`.
      globalSecondaryIndexes: [
        {
          indexName: 'due',
          partitionKey: string('dueShard'),
          sortKey: string('dueAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    this.platforms = table('Platforms', {
      variable: 'PLATFORMS_TABLE',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    this.stepUpSettings = table('StepUpSettings', { variable: 'STEP_UP_SETTINGS_TABLE' });
    this.stepUpSessions = table('StepUpSessions', { variable: 'STEP_UP_SESSIONS_TABLE' });
    this.stepUpAudit = table('StepUpAudit', stepUpAudit);
    this.auditLog = table('AuditLog', auditLog);
    this.auditLogGroup = new LogGroup(this, 'AuditLogGroup', {
      retention: auditDays,
      removalPolicy: Installation.of(this).removalPolicy,
    });
  }
}
