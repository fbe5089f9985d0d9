import type { JsonObject } from '../platform/Json.ts';

const allow = (actions: readonly string[], resource = '*'): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
});

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const writeTraces = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];

/**
 * AWS's managed policies that CDK constructs attach, by the part of their ARN after `arn:aws:iam::aws:policy/`.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const awsManagedPolicies: Readonly<Record<string, JsonObject>> = {
  AdministratorAccess: allow(['*']),
  // Of this policy and AWSLambda_FullAccess, the actions of services that do not run here are left out.
  AmazonDynamoDBFullAccess: allow([
    'dynamodb:*',
    'lambda:CreateEventSourceMapping',
    'lambda:CreateFunction',
    'lambda:DeleteEventSourceMapping',
    'lambda:DeleteFunction',
    'lambda:GetFunctionConfiguration',
    'lambda:ListEventSourceMappings',
    'lambda:ListFunctions',
    'sns:CreateTopic',
    'sns:DeleteTopic',
    'sns:ListSubscriptions',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTopics',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
    'sns:Unsubscribe',
  ]),
  AmazonSNSFullAccess: allow(['sns:*']),
  AmazonSQSFullAccess: allow(['sqs:*']),
  AWSAppSyncInvokeFullAccess: allow([
    'appsync:GraphQL',
    'appsync:GetGraphqlApi',
    'appsync:ListGraphqlApis',
    'appsync:ListApiKeys',
  ]),
  AWSLambda_FullAccess: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['lambda:*', 'logs:DescribeLogGroups'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
        Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/*',
      },
    ],
  },
  AWSXRayDaemonWriteAccess: allow(writeTraces),
  AWSXrayWriteOnlyAccess: allow(writeTraces),
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda-insights:*',
      },
    ],
  },
  'service-role/AmazonSNSRole': allow([...writeLogs, 'logs:PutMetricFilter', 'logs:PutRetentionPolicy']),
  'service-role/AWSAppSyncPushToCloudWatchLogs': allow(writeLogs),
  'service-role/AWSLambdaBasicExecutionRole': allow(writeLogs),
  'service-role/AWSLambdaDynamoDBExecutionRole': allow([
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    ...writeLogs,
  ]),
  'service-role/AWSLambdaRole': allow(['lambda:InvokeFunction']),
  'service-role/AWSLambdaSQSQueueExecutionRole': allow([
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    ...writeLogs,
  ]),
};

export const awsManagedPolicyPrefix = 'arn:aws:iam::aws:policy/';
