import { Duration } from 'aws-cdk-lib';
import type { ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';

export interface PublishingProps {
  readonly bundles: string;
  readonly storage: Storage;
  readonly platforms: PlatformApplications;
}

/** From an accepted message to SNS: the dispatcher behind the Messages stream, and the queue for what it does not send itself. */
export class Publishing extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, platforms }: PublishingProps) {
    super(scope, id);
    const undispatched = new Queue(this, 'Undispatched', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const timeout = Duration.seconds(60);
    const queue = new Queue(this, 'Deliveries', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six times the function's timeout (Lambda Developer Guide, "Using Lambda with Amazon SQS").
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: undelivered, maxReceiveCount: 5 },
    });
    const environment = {
      MESSAGES_TABLE: storage.messages.tableName,
      DELIVERIES_TABLE: storage.deliveries.tableName,
      DEVICES_TABLE: storage.devices.tableName,
      DELIVERY_QUEUE_URL: queue.queueUrl,
    };
    const dispatch = new LambdaFunction(this, 'Dispatch', { name: 'dispatch', bundles, environment, timeout });
    const deliver = new LambdaFunction(this, 'Deliver', { name: 'deliver', bundles, environment, timeout });
    for (const sender of [dispatch, deliver]) {
      platforms.grantEndpoints(sender, 'sns:Publish');
      grant(sender, storage.messages, 'GetItem');
      grant(sender, storage.deliveries, 'UpdateItem');
      // Device: read it, check it in the claim's transaction, disable it.
      grant(sender, storage.devices, 'GetItem', 'ConditionCheckItem', 'UpdateItem');
      sender.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    }
    grant(dispatch, storage.messages, 'UpdateItem');
    grant(dispatch, storage.deliveries, 'PutItem');
    grant(dispatch, storage.devices, 'Query');
    grant(deliver, storage.deliveries, 'BatchGetItem');

    dispatch.addEventSource(
      // TableV2 declares its stream's ARN as possibly undefined, ITable as possibly absent.
      new DynamoEventSource(storage.messages as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        parallelizationFactor: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 10,
        onFailure: new SqsDlq(undispatched),
        filters: [
          FilterCriteria.filter({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: {
              NewImage: { sk: { S: FilterRule.isEqual('MESSAGE') }, status: { S: FilterRule.isEqual('ACCEPTED') } },
            },
          }),
        ],
      }),
    );
    deliver.addEventSource(
      new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: 20 }),
    );
  }
}

function grant(grantee: LambdaFunction, table: TableV2, ...actions: readonly string[]): void {
  grantee.addToRolePolicy(
    new PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources: [table.tableArn] }),
  );
}
