import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';
import type { Topics } from './Topics.ts';

export interface DevicesProps {
  readonly bundles: string;
  readonly api: GraphqlApi;
  readonly storage: Storage;
  readonly platforms: PlatformApplications;
  readonly topics: Topics;
}

/** Registering devices, forgetting them, and what follows from either. */
export class Devices extends Construct {
  readonly registerDevice: LambdaFunction;
  readonly unregisterDevice: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, api, storage, platforms, topics }: DevicesProps) {
    super(scope, id);
    const { devices } = storage;
    const environment = { DEVICES_TABLE: devices.tableName, ...platforms.environment };
    this.registerDevice = new LambdaFunction(this, 'RegisterDevice', { name: 'registerDevice', bundles, environment });
    this.unregisterDevice = new LambdaFunction(this, 'UnregisterDevice', {
      name: 'unregisterDevice',
      bundles,
      environment: { DEVICES_TABLE: devices.tableName },
    });
    const release = new LambdaFunction(this, 'FollowDevices', {
      name: 'followDevices',
      bundles,
      environment: { ...environment, TOPICS_TABLE: storage.topics.tableName },
      timeout: Duration.seconds(60),
    });
    for (const maker of [this.registerDevice, release]) {
      platforms.grantApplications(maker, 'sns:CreatePlatformEndpoint');
      platforms.grantEndpoints(maker, 'sns:GetEndpointAttributes', 'sns:DeleteEndpoint');
    }
    platforms.grantEndpoints(this.registerDevice, 'sns:SetEndpointAttributes');
    platforms.grantEndpoints(this.unregisterDevice, 'sns:DeleteEndpoint');
    for (const [grantee, actions] of [
      [this.registerDevice, ['GetItem', 'PutItem', 'DeleteItem']],
      [this.unregisterDevice, ['GetItem', 'DeleteItem']],
      [release, ['GetItem', 'Query', 'PutItem', 'DeleteItem', 'ConditionCheckItem']],
    ] as const) {
      grantee.addToRolePolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [devices.tableArn],
        }),
      );
    }

    release.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [storage.topics.tableArn],
      }),
    );
    topics.grant(release, 'sns:Subscribe', 'sns:Unsubscribe', 'sns:SetSubscriptionAttributes');

    const unreleased = new Queue(this, 'Unreleased', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const device = { sk: { S: FilterRule.beginsWith('DEVICE#') } };
    // A start of the app that changes nothing wakes nobody.
    const readdressed = FilterCriteria.filter({
      eventName: ['MODIFY'],
      dynamodb: { Keys: device, NewImage: { change: { S: FilterRule.isEqual('ADDRESS') } } },
    });
    const disabled = FilterCriteria.filter({
      eventName: ['MODIFY'],
      dynamodb: { Keys: device, NewImage: { status: { S: FilterRule.isEqual('DISABLED') } } },
    });
    release.addEventSource(
      new DynamoEventSource(devices as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        parallelizationFactor: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        onFailure: new SqsDlq(unreleased),
        filters: [
          FilterCriteria.filter({ eventName: ['INSERT', 'REMOVE'], dynamodb: { Keys: device } }),
          readdressed,
          disabled,
          FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('TOPIC#') } } } }),
          // An intent that a registration took away itself is none of ours.
          FilterCriteria.filter({
            eventName: ['REMOVE'],
            userIdentity: { type: FilterRule.isEqual('Service') },
            dynamodb: { Keys: { sk: { S: FilterRule.isEqual('INTENT') } } },
          }),
        ],
      }),
    );

    const report = new LambdaFunction(this, 'ReportDevices', {
      name: 'reportDevices',
      bundles,
      environment: { GRAPHQL_ENDPOINT: api.graphqlUrl },
      timeout: Duration.seconds(60),
    });
    api.grantMutation(report, 'reportDevice');
    report.addEventSource(
      new DynamoEventSource(devices as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        parallelizationFactor: 10,
        reportBatchItemFailures: true,
        // News that is late by then: the devices themselves tell how things stand.
        retryAttempts: 3,
        filters: [
          FilterCriteria.filter({ eventName: ['INSERT', 'REMOVE'], dynamodb: { Keys: device } }),
          readdressed,
          disabled,
        ],
      }),
    );
  }
}
