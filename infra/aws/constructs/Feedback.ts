import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { stepUpPushKey } from '../../../functions/rules/keys.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';

export interface FeedbackProps {
  readonly bundles: string;
  readonly storage: Storage;
  readonly platforms: PlatformApplications;
}

/** What the push services said, from SNS's delivery-status logs and failure events into the ledger. */
export class Feedback extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, platforms }: FeedbackProps) {
    super(scope, id);
    // Feedback on publications that the ledger never knew. Log batches among it hold push tokens: kept as long as the logs are.
    const unexplained = new Queue(this, 'Unexplained', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(7),
    });
    const feedback = new LambdaFunction(this, 'Function', {
      name: 'feedback',
      bundles,
      environment: {
        DELIVERIES_TABLE: storage.deliveries.tableName,
        DEVICES_TABLE: storage.devices.tableName,
        STEP_UP_SESSIONS_TABLE: storage.stepUpSessions.tableName,
      },
      timeout: Duration.seconds(30),
    });
    feedback.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(unexplained),
    });
    for (const [actions, resource] of [
      [['dynamodb:Query'], `${storage.deliveries.tableArn}/index/bySnsMessageId`],
      [['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], storage.deliveries.tableArn],
      [['dynamodb:GetItem', 'dynamodb:UpdateItem'], storage.devices.tableArn],
    ] as const) {
      feedback.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
    }
    // Which pushes asked for an approval, and nothing else of step-up.
    feedback.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem'],
        resources: [storage.stepUpSessions.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [stepUpPushKey('*').pk] } },
      }),
    );
    platforms.grantEndpoints(feedback, 'sns:GetEndpointAttributes');
    for (const [index, logGroup] of platforms.deliveryLogs.entries()) {
      new SubscriptionFilter(this, `Log${index}`, {
        logGroup,
        destination: new LambdaDestination(feedback),
        filterPattern: FilterPattern.allEvents(),
      });
    }
    platforms.failures.addSubscription(new LambdaSubscription(feedback));
  }
}
