import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { JsonObject, JsonValue } from 'local-cloud';
import { awsClientOptions, startTemplate } from 'local-cloud/testing/startTemplate';
import type { Account } from '../../infra/redrive/Account.ts';
import { places } from '../../infra/redrive/places.ts';

/**
 * Passes each event on to the queue `Taken`, but fails while the table's row `SWITCH` says so.
 * A recount leaves the message `busy` for later.
 */
const code = `
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
exports.handler = async (event) => {
  const Key = { pk: { S: 'SWITCH' }, sk: { S: 'SWITCH' } };
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: process.env.TABLE, Key, ConsistentRead: true }));
  if (Item?.broken?.BOOL) {
    const error = new Error('Requested resource not found: f2e1');
    error.name = 'ResourceNotFoundException';
    throw error;
  }
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.TAKEN, MessageBody: JSON.stringify(event) }));
  if (event.recount) {
    const outcome = (id) => (id === 'busy' ? 'changing' : id === 'two' ? 'unchanged' : 'recounted');
    return { recounts: Object.fromEntries(event.recount.map((id) => [id, outcome(id)])) };
  }
};`;

const allow = (Action: readonly string[], Resource: JsonValue): JsonObject => ({ Effect: 'Allow', Action, Resource });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const stream = { 'Fn::GetAtt': ['Table', 'StreamArn'] };

const template: JsonObject = {
  Resources: {
    Dead: { Type: 'AWS::SQS::Queue' },
    Taken: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'All',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                allow(['sqs:SendMessage'], [arn('Dead'), arn('Taken')]),
                allow(['dynamodb:GetItem'], arn('Table')),
                allow(['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'], stream),
                allow(['dynamodb:ListStreams'], '*'),
              ],
            },
          },
        ],
      },
    },
    Follow: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: code },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: arn('Role'),
        Timeout: 20,
        Environment: { Variables: { TABLE: { Ref: 'Table' }, TAKEN: { Ref: 'Taken' } } },
      },
    },
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Follow' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
        DestinationConfig: { OnFailure: { Destination: arn('Dead') } },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Follow' },
        EventSourceArn: stream,
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: arn('Dead') } },
        FilterCriteria: {
          Filters: [
            {
              Pattern: JSON.stringify({
                eventName: ['INSERT', 'MODIFY'],
                dynamodb: {
                  Keys: { pk: { S: [{ prefix: 'MESSAGE#' }] } },
                  NewImage: { hidden: { S: [{ exists: false }] } },
                },
              }),
            },
          ],
        },
      },
    },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arn('Follow') },
    },
  },
  Outputs: Object.fromEntries(['Dead', 'Taken', 'Table', 'Topic', 'Follow'].map((Ref) => [Ref, { Value: { Ref } }])),
};

/** One function behind a stream, a topic and asynchronous invocations; its dead-letter queue is every place. */
export interface World extends AsyncDisposable {
  readonly account: Account;
  readonly functionName: string;
  readonly topicArn: string;
  readonly tableName: string;
  /** Creates a queue of this name and has the stack's outputs name it as the place, or as a queue of work. */
  queue(name: string, fifo?: boolean): Promise<string>;
  send(QueueUrl: string, MessageBody: string, more?: object): Promise<void>;
  /** Takes all messages of a queue, waiting until there are so many. */
  take(QueueUrl: string, count: number): Promise<readonly string[]>;
  put(pk: string, more?: Readonly<Record<string, AttributeValue>>): Promise<void>;
  /** Has the function fail from now on, or not. */
  breakDown(broken: boolean): Promise<void>;
  /** The events that the function took, in order, once there are so many. */
  taken(count: number): Promise<readonly Record<string, unknown>[]>;
}

export async function startWorld(): Promise<World> {
  const cloud = await startTemplate(template, { retryDelayScale: 0 });
  const options = awsClientOptions(cloud);
  const [stackOutputs = {}] = Object.values(cloud.result.outputs);
  const output = (name: string) => String(stackOutputs[name]);
  const outputs: Record<string, string> = Object.fromEntries(
    Object.keys(places).map((name) => [`${name}QueueUrl`, output('Dead')]),
  );
  const sqs = new SQSClient(options);
  const dynamodb = new DynamoDBClient(options);
  const account: Account = {
    outputs,
    waitSeconds: 0,
    sqs,
    dynamodb,
    sns: new SNSClient(options),
    lambda: new LambdaClient(options),
    streams: new DynamoDBStreamsClient(options),
  };
  const put: World['put'] = async (pk, more = {}) => {
    const Item = { pk: { S: pk }, sk: { S: pk === 'SWITCH' ? pk : 'MESSAGE' }, ...more };
    await dynamodb.send(new PutItemCommand({ TableName: output('Table'), Item }));
  };
  const take: World['take'] = async (QueueUrl, count) => {
    const bodies: string[] = [];
    while (bodies.length < count) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(10, count - bodies.length),
          WaitTimeSeconds: 20,
          VisibilityTimeout: 600,
        }),
      );
      bodies.push(...Messages.map(({ Body = '' }) => Body));
    }
    return bodies;
  };
  return {
    account,
    functionName: output('Follow'),
    topicArn: output('Topic'),
    tableName: output('Table'),
    async queue(name, fifo = false) {
      const QueueName = fifo ? `${name}.fifo` : name;
      const Attributes = fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : undefined;
      const { QueueUrl = '' } = await sqs.send(
        new CreateQueueCommand({ QueueName, ...(Attributes && { Attributes }) }),
      );
      outputs[`${name}QueueUrl`] = QueueUrl;
      return QueueUrl;
    },
    async send(QueueUrl, MessageBody, more = {}) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
    },
    take,
    put,
    breakDown: (broken) => put('SWITCH', { broken: { BOOL: broken } }),
    taken: async (count) => (await take(output('Taken'), count)).map((body) => JSON.parse(body)),
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}
