import { Duration } from 'aws-cdk-lib';
import type { ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';
import { sendingRates } from './sendingRates.ts';
import type { Topics } from './Topics.ts';
import { WorkQueues } from './WorkQueues.ts';

export interface PublishingProps {
  readonly bundles: string;
  readonly storage: Storage;
  readonly platforms: PlatformApplications;
  readonly topics: Topics;
  /** Messages a second that SNS takes in this account and region. */
  readonly snsPublishRate: number;
}

/** From an accepted message to SNS: two functions behind the Messages stream, and the queues behind them. */
export class Publishing extends Construct {
  readonly cancelMessage: LambdaFunction;
  readonly publishBatch: LambdaFunction;
  readonly queues: WorkQueues;

  constructor(scope: Construct, id: string, { bundles, storage, platforms, topics, snsPublishRate }: PublishingProps) {
    super(scope, id);
    const timeout = Duration.seconds(30);
    const rates = sendingRates(snsPublishRate);
    const queues = new WorkQueues(this, 'Work', { timeout });
    const { prompt, bulk, fanOut, failing, givenUp, ordered, orderedFailing, fromTopics } = queues;
    this.queues = queues;

    const tables = {
      MESSAGES_TABLE: storage.messages.tableName,
      DELIVERIES_TABLE: storage.deliveries.tableName,
      DEVICES_TABLE: storage.devices.tableName,
    };
    const environment = {
      ...tables,
      TOPICS_TABLE: storage.topics.tableName,
      PROMPT_QUEUE_URL: prompt.queueUrl,
      BULK_QUEUE_URL: bulk.queueUrl,
      FAN_OUT_QUEUE_URL: fanOut.queueUrl,
      ORDERED_QUEUE_URL: ordered.queueUrl,
      SENDS_PER_SECOND: `${rates.perWorker}`,
    };
    const dispatch = new LambdaFunction(this, 'Dispatch', { name: 'dispatch', bundles, environment, timeout });
    const work = new LambdaFunction(this, 'DoWork', { name: 'work', bundles, environment, timeout });
    for (const sender of [dispatch, work]) {
      platforms.grantEndpoints(sender, 'sns:Publish');
      topics.grant(sender, 'sns:Publish');
      grant(sender, storage.topics, 'GetItem');
      grant(sender, storage.messages, 'GetItem', 'PutItem', 'UpdateItem');
      grant(sender, storage.deliveries, 'BatchGetItem', 'PutItem', 'Query', 'UpdateItem');
      // Device: read it, check it in the claim's transaction, disable it.
      grant(sender, storage.devices, 'ConditionCheckItem', 'GetItem', 'Query', 'UpdateItem');
      for (const queue of [prompt, bulk, fanOut, ordered]) grantSend(sender, queue);
    }
    work.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [`${storage.devices.tableArn}/index/byPlatform`],
      }),
    );

    const schedules = new CfnScheduleGroup(this, 'Schedules', {});
    const scheduleRole = new Role(this, 'ScheduleRole', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    grantSend(scheduleRole, prompt);
    const scheduleMessage = new LambdaFunction(this, 'ScheduleMessage', {
      name: 'scheduleMessage',
      bundles,
      environment: {
        PROMPT_QUEUE_URL: prompt.queueUrl,
        PROMPT_QUEUE_ARN: prompt.queueArn,
        SCHEDULE_GROUP: schedules.ref,
        SCHEDULE_ROLE_ARN: scheduleRole.roleArn,
      },
      timeout,
    });
    grantSend(scheduleMessage, prompt);
    scheduleMessage.addToRolePolicy(
      new PolicyStatement({
        actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule'],
        resources: [
          schedules.stack.formatArn({
            service: 'scheduler',
            resource: 'schedule',
            resourceName: `${schedules.ref}/*`,
          }),
        ],
      }),
    );
    scheduleMessage.addToRolePolicy(
      new PolicyStatement({ actions: ['iam:PassRole'], resources: [scheduleRole.roleArn] }),
    );

    const undispatched = new Queue(this, 'Undispatched', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const messagesThatHave = (attributes: Readonly<Record<string, unknown>>) =>
      // TableV2 declares its stream's ARN as possibly undefined, ITable as possibly absent.
      new DynamoEventSource(storage.messages as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        parallelizationFactor: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // What fails goes to the queue; a record comes again only while that fails too, for as long as the stream has it.
        maxRecordAge: Duration.hours(23),
        onFailure: new SqsDlq(undispatched),
        filters: [
          FilterCriteria.filter({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: { NewImage: { sk: { S: FilterRule.isEqual('MESSAGE') }, ...attributes } },
          }),
        ],
      });
    dispatch.addEventSource(messagesThatHave({ status: { S: FilterRule.or('ACCEPTED', 'CANCELLED') } }));
    scheduleMessage.addEventSource(
      messagesThatHave({
        status: { S: FilterRule.or('SCHEDULED', 'CANCELLED') },
        scheduledAt: { S: FilterRule.exists() },
      }),
    );
    for (const [queue, maxConcurrency] of [
      [prompt, 10],
      [bulk, rates.workers],
      [fanOut, 4],
    ] as const) {
      work.addEventSource(new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency }));
      work.addToRolePolicy(
        new PolicyStatement({ actions: ['sqs:ChangeMessageVisibility'], resources: [queue.queueArn] }),
      );
    }

    const sendInOrder = new LambdaFunction(this, 'SendInOrder', {
      name: 'sendInOrder',
      bundles,
      environment: {
        ...tables,
        TOPICS_TABLE: storage.topics.tableName,
        PROMPT_QUEUE_URL: prompt.queueUrl,
        ORDERED_QUEUE_URL: ordered.queueUrl,
        SENDS_PER_SECOND: `${rates.perWorker}`,
      },
      timeout,
    });
    platforms.grantEndpoints(sendInOrder, 'sns:Publish');
    topics.grant(sendInOrder, 'sns:Publish');
    grant(sendInOrder, storage.topics, 'GetItem', 'Query');
    grant(sendInOrder, storage.messages, 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem');
    grant(sendInOrder, storage.deliveries, 'BatchGetItem', 'PutItem', 'UpdateItem');
    grant(sendInOrder, storage.devices, 'ConditionCheckItem', 'GetItem', 'Query', 'UpdateItem');
    for (const queue of [prompt, ordered]) grantSend(sendInOrder, queue);
    sendInOrder.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:ChangeMessageVisibility'], resources: [ordered.queueArn] }),
    );
    sendInOrder.addEventSource(
      new SqsEventSource(ordered, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 10 }),
    );

    topics.handOnTo(fromTopics);
    const receiveFromTopic = new LambdaFunction(this, 'ReceiveFromTopic', {
      name: 'receiveFromTopic',
      bundles,
      environment: {
        MESSAGES_TABLE: storage.messages.tableName,
        DELIVERIES_TABLE: storage.deliveries.tableName,
        ORDERED_QUEUE_URL: ordered.queueUrl,
        FROM_TOPICS_QUEUE_URL: fromTopics.queueUrl,
      },
      timeout,
    });
    grant(receiveFromTopic, storage.messages, 'GetItem', 'UpdateItem');
    grantSend(receiveFromTopic, ordered);
    receiveFromTopic.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:ChangeMessageVisibility'], resources: [fromTopics.queueArn] }),
    );
    // One at a time, or those behind one that fails in its group would be received as often, and be given up with it.
    receiveFromTopic.addEventSource(
      new SqsEventSource(fromTopics, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: 10 }),
    );

    const giveUp = new LambdaFunction(this, 'GiveUp', {
      name: 'giveUp',
      bundles,
      environment: {
        ...tables,
        GIVEN_UP_QUEUE_URL: givenUp.queueUrl,
        PROMPT_QUEUE_URL: prompt.queueUrl,
        ORDERED_QUEUE_URL: ordered.queueUrl,
      },
      timeout,
    });
    grant(giveUp, storage.messages, 'DeleteItem', 'GetItem', 'Query', 'UpdateItem');
    grant(giveUp, storage.deliveries, 'BatchGetItem', 'Query', 'UpdateItem');
    for (const queue of [givenUp, ordered]) grantSend(giveUp, queue);
    for (const queue of [failing, orderedFailing]) {
      giveUp.addEventSource(
        new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: 2 }),
      );
    }

    this.cancelMessage = new LambdaFunction(this, 'CancelMessage', {
      name: 'cancelMessage',
      bundles,
      environment: tables,
      timeout,
    });
    grant(this.cancelMessage, storage.messages, 'GetItem');
    grant(this.cancelMessage, storage.deliveries, 'BatchGetItem', 'Query', 'UpdateItem');

    this.publishBatch = new LambdaFunction(this, 'PublishBatch', {
      name: 'publishBatch',
      bundles,
      environment: {
        MESSAGES_TABLE: storage.messages.tableName,
        DEVICES_TABLE: storage.devices.tableName,
        TOPICS_TABLE: storage.topics.tableName,
      },
      timeout,
    });
    grant(this.publishBatch, storage.messages, 'BatchGetItem', 'GetItem', 'PutItem');
    grant(this.publishBatch, storage.devices, 'BatchGetItem');
    grant(this.publishBatch, storage.topics, 'BatchGetItem');
  }
}

function grant(grantee: LambdaFunction, table: TableV2, ...actions: readonly string[]): void {
  grantee.addToRolePolicy(
    new PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources: [table.tableArn] }),
  );
}

function grantSend(grantee: LambdaFunction | Role, queue: Queue): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  );
}
