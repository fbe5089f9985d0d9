import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { Storage } from './Storage.ts';

export interface ReportsProps {
  readonly bundles: string;
  readonly api: GraphqlApi;
  readonly storage: Storage;
}

/** From the ledger's stream to its counts, its events and the subscribers. */
export class Reports extends Construct {
  constructor(scope: Construct, id: string, { bundles, api, storage }: ReportsProps) {
    super(scope, id);
    const { messages, deliveries } = storage;
    const uncounted = new Queue(this, 'Uncounted', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const report = new LambdaFunction(this, 'Function', {
      name: 'reportDeliveries',
      bundles,
      environment: {
        MESSAGES_TABLE: messages.tableName,
        DELIVERIES_TABLE: deliveries.tableName,
        GRAPHQL_ENDPOINT: api.graphqlUrl,
      },
      timeout: Duration.seconds(60),
    });
    for (const [table, actions] of [
      [messages, ['dynamodb:GetItem', 'dynamodb:UpdateItem']],
      [deliveries, ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:PutItem']],
    ] as const) {
      report.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [table.tableArn] }));
    }
    api.grantMutation(report, 'reportDeliveries');
    report.addEventSource(
      new DynamoEventSource(deliveries as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 1_000,
        // What happens within a second becomes one report a user and one of the progress.
        maxBatchingWindow: Duration.seconds(1),
        // More batches of a shard at once keep the order of each item's records, not that of a message's.
        parallelizationFactor: 1,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // A record that is given up leaves its message's counts wrong: only what fails for hours is.
        retryAttempts: 200,
        onFailure: new SqsDlq(uncounted),
        filters: [
          FilterCriteria.filter({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: { NewImage: { sk: { S: FilterRule.beginsWith('DELIVERY#') } } },
          }),
          FilterCriteria.filter({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: {
              NewImage: { sk: { S: FilterRule.isEqual('COUNTER') }, expected: { N: FilterRule.exists() } },
              OldImage: { expected: { N: FilterRule.notExists() } },
            },
          }),
        ],
      }),
    );
  }
}
