import {
  BackedDataSource,
  type BaseDataSource,
  type GraphqlApi,
  LambdaDataSource,
  NoneDataSource,
} from 'aws-cdk-lib/aws-appsync';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type DataSourceName, type FunctionName, functionNames } from '../../../resolvers/pipelines.ts';
import type { Storage } from './Storage.ts';

export interface TableDataSourceProps {
  readonly api: GraphqlApi;
  /** The table that single-table operations go to. */
  readonly table: TableV2;
  /** What its role may do: table → DynamoDB actions without their prefix. */
  readonly grants: readonly TableGrant[];
}

export interface TableGrant {
  readonly table: TableV2;
  /** Such as `GetItem`. A transaction needs the action of each of its parts; `ConditionCheckItem` for a bare check. */
  readonly actions: readonly string[];
  /** Grants `Query` on this index. */
  readonly index?: string;
}

/** A DynamoDB data source whose role may do just what its steps do; the CDK's own grants the whole table. */
export class TableDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, props: TableDataSourceProps) {
    super(
      scope,
      id,
      { api: props.api, name: id },
      {
        type: 'AMAZON_DYNAMODB',
        dynamoDbConfig: { tableName: props.table.tableName, awsRegion: props.table.stack.region },
      },
    );
    for (const { table, actions, index } of props.grants) {
      this.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [index === undefined ? table.tableArn : `${table.tableArn}/index/${index}`],
        }),
      );
    }
  }
}

export interface DataSourcesProps {
  readonly api: GraphqlApi;
  readonly storage: Storage;
  /** The functions behind fields. */
  readonly functions: Readonly<Record<FunctionName, IFunction>>;
}

/** Every data source of the API, by the name `pipelines.ts` uses. */
export class DataSources extends Construct {
  readonly byName: Readonly<Record<DataSourceName, BaseDataSource>>;

  constructor(scope: Construct, id: string, props: DataSourcesProps) {
    super(scope, id);
    const { api, storage } = props;
    const { messages, deliveries, devices, topics, stepUpSettings, stepUpSessions, stepUpAudit } = storage;
    const spendGrant = [
      { table: stepUpSessions, actions: ['UpdateItem'] },
      { table: stepUpAudit, actions: ['PutItem'] },
    ];
    const table = (name: DataSourceName, own: TableV2, ...grants: readonly TableGrant[]) =>
      new TableDataSource(this, name, { api, table: own, grants });
    const functions = Object.fromEntries(
      functionNames.map((name) => [
        name,
        new LambdaDataSource(this, name, { api, name, lambdaFunction: props.functions[name] }),
      ]),
    ) as Record<FunctionName, LambdaDataSource>;
    this.byName = {
      ...functions,
      none: new NoneDataSource(this, 'none', { api, name: 'none' }),
      stepUpGuard: table(
        'stepUpGuard',
        stepUpSettings,
        { table: stepUpSettings, actions: ['BatchGetItem'] },
        { table: stepUpSessions, actions: ['BatchGetItem'] },
        // What publish asks it to read along: recipients, and the idempotency record.
        { table: devices, actions: ['BatchGetItem'] },
        { table: messages, actions: ['BatchGetItem'] },
        { table: topics, actions: ['BatchGetItem'] },
      ),
      stepUpChallenges: table('stepUpChallenges', stepUpSessions, {
        table: stepUpSessions,
        // GetItem: AppSync reads the row again when its condition fails.
        actions: ['UpdateItem', 'GetItem'],
      }),
      spendStepUpGrant: table('spendStepUpGrant', stepUpSessions, ...spendGrant),
      readStepUpSettings: table('readStepUpSettings', stepUpSettings, { table: stepUpSettings, actions: ['Query'] }),
      writeStepUpSettings: table(
        'writeStepUpSettings',
        stepUpSettings,
        { table: stepUpSettings, actions: ['PutItem', 'DeleteItem'] },
        ...spendGrant,
      ),
      readStepUpAudit: table(
        'readStepUpAudit',
        stepUpAudit,
        { table: stepUpAudit, actions: ['Query'] },
        { table: stepUpAudit, actions: ['Query'], index: 'byUser' },
      ),
      readStepUpSessions: table('readStepUpSessions', stepUpSessions, { table: stepUpSessions, actions: ['Query'] }),
      acceptMessage: table('acceptMessage', messages, { table: messages, actions: ['PutItem'] }, ...spendGrant),
      cancelAcceptedMessage: table(
        'cancelAcceptedMessage',
        messages,
        { table: messages, actions: ['UpdateItem'] },
        ...spendGrant,
      ),
      readMessages: table(
        'readMessages',
        messages,
        { table: messages, actions: ['GetItem'] },
        { table: messages, actions: ['Query'], index: 'byPublisher' },
      ),
      readDeliveries: table('readDeliveries', deliveries, { table: deliveries, actions: ['GetItem', 'Query'] }),
      // GetItem: AppSync reads the row again when its condition fails.
      acknowledgeDelivery: table('acknowledgeDelivery', deliveries, {
        table: deliveries,
        actions: ['UpdateItem', 'GetItem'],
      }),
      readInbox: table('readInbox', deliveries, { table: deliveries, actions: ['Query'], index: 'byUser' }),
      readInboxMessages: table('readInboxMessages', messages, { table: messages, actions: ['BatchGetItem'] }),
      readDevices: table('readDevices', devices, { table: devices, actions: ['GetItem', 'Query'] }),
      readTopics: table('readTopics', topics, { table: topics, actions: ['Query'] }),
      acceptTopic: table(
        'acceptTopic',
        topics,
        { table: topics, actions: ['PutItem'] },
        { table: messages, actions: ['PutItem'] },
        ...spendGrant,
      ),
      closeTopic: table('closeTopic', topics, { table: topics, actions: ['UpdateItem'] }, ...spendGrant),
      acceptSubscriber: table(
        'acceptSubscriber',
        topics,
        { table: topics, actions: ['ConditionCheckItem', 'UpdateItem'] },
        { table: messages, actions: ['PutItem'] },
        ...spendGrant,
      ),
      closeSubscriber: table('closeSubscriber', topics, { table: topics, actions: ['UpdateItem'] }, ...spendGrant),
      subscribeToTopic: table(
        'subscribeToTopic',
        devices,
        { table: devices, actions: ['PutItem'] },
        { table: topics, actions: ['ConditionCheckItem', 'PutItem'] },
        ...spendGrant,
      ),
      unsubscribeFromTopic: table(
        'unsubscribeFromTopic',
        devices,
        { table: devices, actions: ['DeleteItem'] },
        { table: topics, actions: ['DeleteItem'] },
        ...spendGrant,
      ),
    };
  }
}
