/** Where AWS documents metrics, and with which sets of dimensions it emits them. */
interface DocumentedMetrics {
  readonly source: string;
  readonly dimensions: readonly (readonly string[])[];
  readonly metrics: readonly string[];
}

/** The metrics of AWS that alarms and the dashboard may use, by namespace. */
export const awsMetrics: Readonly<Record<string, readonly DocumentedMetrics[]>> = {
  'AWS/Lambda': [
    {
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
      dimensions: [['FunctionName']],
      metrics: [
        ...['Invocations', 'Errors', 'Throttles', 'IteratorAge', 'AsyncEventsDropped', 'DestinationDeliveryFailures'],
      ],
    },
    {
      // Without a dimension it is that of all functions of the Region.
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html',
      dimensions: [[], ['FunctionName']],
      metrics: ['ConcurrentExecutions'],
    },
  ],
  'AWS/SQS': [
    {
      source:
        'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
      dimensions: [['QueueName']],
      metrics: ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'],
    },
  ],
  'AWS/SNS': [
    {
      source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
      dimensions: [['TopicName']],
      metrics: ['NumberOfNotificationsFailed', 'NumberOfNotificationsFailedToRedriveToDlq'],
    },
  ],
  'AWS/DynamoDB': [
    {
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
      dimensions: [['TableName'], ['TableName', 'GlobalSecondaryIndexName']],
      metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'],
    },
  ],
  'AWS/WAFV2': [
    {
      source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
      dimensions: [['WebACL', 'Rule', 'Region']],
      metrics: ['BlockedRequests'],
    },
  ],
  'AWS/AppSync': [
    {
      source: 'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
      dimensions: [['GraphQLAPIId']],
      metrics: [
        '5XXError',
        'ConnectServerError',
        'DisconnectServerError',
        'SubscribeServerError',
        'UnsubscribeServerError',
        'PublishDataMessageServerError',
        'PublishDataMessageClientError',
        'InboundMessageError',
        'InboundMessageFailure',
        'InboundMessageDropped',
      ],
    },
  ],
  'AWS/Scheduler': [
    {
      source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html',
      dimensions: [['ScheduleGroup']],
      metrics: ['InvocationDroppedCount', 'InvocationsFailedToBeSentToDeadLetterCount'],
    },
  ],
  'AWS/Cognito': [
    {
      source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html',
      dimensions: [['UserPool', 'UserPoolClient']],
      metrics: ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'],
    },
  ],
};
