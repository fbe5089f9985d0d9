import { Duration, Stack } from 'aws-cdk-lib';
import { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as AwsFunction, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface AlarmsProps {
  /** Where alarms tell that they began and ended. @default - they only show in CloudWatch */
  readonly topicArn?: string | undefined;
}

const period = Duration.minutes(5);

interface AlarmSpecification {
  /** What is wrong, and where to look. */
  readonly description: string;
  readonly metric: IMetric;
  /** @default 1 */
  readonly threshold?: number;
  /** Periods of five minutes in a row. @default 1 */
  readonly periods?: number;
}

/**
 * Finds what can fail quietly in its stack (functions, queues, topics, tables, APIs), and adds alarms for it.
 * It sends the stack's other alarms to the topic too, so make it last.
 */
export class Alarms extends Construct {
  readonly #topic: SnsAction | undefined;

  constructor(scope: Construct, id: string, { topicArn }: AlarmsProps) {
    super(scope, id);
    this.#topic = topicArn === undefined ? undefined : new SnsAction(Topic.fromTopicArn(this, 'Topic', topicArn));
    const constructs = Stack.of(this).node.findAll();
    for (const construct of constructs) {
      if (construct instanceof AwsFunction) this.#watchFunction(construct, readsStream(construct));
      if (construct instanceof Queue) this.#watchQueue(construct);
      if (construct instanceof Topic) this.#watchTopic(construct);
      if (construct instanceof TableV2) this.#watchTable(construct);
      if (construct instanceof GraphqlApi) this.#watchApi(construct);
      if (construct instanceof Alarm) this.#tellOf(construct);
    }
  }

  #watchFunction(watched: AwsFunction, stream: boolean): void {
    this.#alarm(watched, 'Errors', {
      description: 'The function fails: see its log.',
      metric: watched.metricErrors({ period }),
      // The caller retries a single error.
      periods: 2,
    });
    this.#alarm(watched, 'Throttles', {
      description: 'The function is throttled: raise its reserved concurrency, or the account’s.',
      metric: watched.metricThrottles({ period }),
      periods: 2,
    });
    if (!stream) return;
    this.#alarm(watched, 'IteratorAge', {
      description:
        'The function lags behind its stream: a batch is retried again and again, or it needs more parallel batches.',
      metric: watched.metric('IteratorAge', { period, statistic: 'Maximum' }),
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 2,
    });
  }

  #watchQueue(queue: Queue): void {
    if (queue.deadLetterQueue === undefined) {
      this.#alarm(queue, 'Depth', {
        description:
          'Something could not be processed and was set aside: look at the message, mend the cause, start a redrive.',
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
      });
      return;
    }
    this.#alarm(queue, 'Age', {
      description: 'Work waits too long: its function fails, or has too little concurrency.',
      metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
      threshold: Duration.minutes(15).toSeconds(),
    });
  }

  #watchTopic(topic: Topic): void {
    this.#alarm(topic, 'Failures', {
      description: 'SNS could not hand a notification to a subscriber of the topic.',
      metric: topic.metricNumberOfNotificationsFailed({ period }),
    });
  }

  #watchTable(table: TableV2): void {
    const count = (metricName: string) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: table.tableName },
        statistic: 'Sum',
        period,
      });
    this.#alarm(table, 'Throttles', {
      description: 'DynamoDB throttles the table: a hot partition, or the account’s limit for on-demand tables.',
      metric: new MathExpression({
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        usingMetrics: { reads: count('ReadThrottleEvents'), writes: count('WriteThrottleEvents') },
        period,
      }),
      periods: 2,
    });
  }

  #watchApi(api: GraphqlApi): void {
    this.#alarm(api, 'ServerErrors', {
      description: 'AppSync answers with 5XX: see the API’s log.',
      metric: new Metric({
        namespace: 'AWS/AppSync',
        metricName: '5XXError',
        dimensionsMap: { GraphQLAPIId: api.apiId },
        statistic: 'Sum',
        period,
      }),
    });
  }

  #alarm(watched: Construct, name: string, specification: AlarmSpecification): void {
    const { description, metric, threshold = 1, periods = 1 } = specification;
    const [, stack = '', ...path] = watched.node.path.split('/');
    const alarm = new Alarm(this, [...path, name].join('-'), {
      alarmDescription: `${[stack, ...path].join(' / ')}: ${description}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.#tellOf(alarm);
  }

  #tellOf(alarm: Alarm): void {
    if (this.#topic === undefined) return;
    alarm.addAlarmAction(this.#topic);
    alarm.addOkAction(this.#topic);
  }
}

function readsStream(watched: AwsFunction): boolean {
  const mappings = watched.node.findAll().filter((child) => child instanceof EventSourceMapping);
  return mappings.some((mapping) => mapping.node.id.startsWith('DynamoDBEventSource'));
}
