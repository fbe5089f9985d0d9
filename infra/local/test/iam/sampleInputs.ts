import type { LocalCloud } from '../../LocalCloud.ts';
import type { JsonObject } from '../../platform/Json.ts';

const account = 'us-east-1:000000000000';
const Key = { pk: { S: 'a' } };
const schedule: JsonObject = {
  Name: 'later',
  ScheduleExpression: 'rate(1 day)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: `arn:aws:sqs:${account}:work`, RoleArn: 'arn:aws:iam::000000000000:role/R' },
};
const consumed = { ReturnConsumedCapacity: 'TOTAL' };
const conditional = { TableName: 'things', ...consumed, ConditionExpression: 'attribute_exists(other)' };
const query = {
  TableName: 'things',
  Select: 'ALL_ATTRIBUTES',
  KeyConditionExpression: 'pk = :a',
  ExpressionAttributeValues: { ':a': { S: 'a' } },
};

/** Members of the inputs of nearly all operations. */
const any: JsonObject = {
  TopicArn: `arn:aws:sns:${account}:news`,
  SubscriptionArn: `arn:aws:sns:${account}:news:01234567-89ab-cdef-0123-456789abcdef`,
  PlatformApplicationArn: `arn:aws:sns:${account}:app/APNS/phones`,
  EndpointArn: `arn:aws:sns:${account}:endpoint/APNS/phones/01234567-89ab-cdef-0123-456789abcdef`,
  ResourceArn: `arn:aws:sns:${account}:news`,
  Name: 'name',
  Tags: [{ Key: 'a', Value: 'b' }],
  QueueName: 'work',
  QueueUrl: 'http://localhost/000000000000/work',
  SourceArn: `arn:aws:sqs:${account}:dead`,
  DestinationArn: `arn:aws:sqs:${account}:work`,
  TableName: 'things',
  Key,
  FunctionName: 'reader',
  UUID: '01234567-89ab-cdef-0123-456789abcdef',
  logGroupName: '/aws/lambda/reader',
  logStreamName: '2026/01/01/[$LATEST]0',
  UserPoolId: 'us-east-1_abcdefghi',
  SecretId: 'team/name',
  Namespace: 'Own',
  AlarmName: 'failing',
};

/** Returns inputs by `<service>:<operation>`, and under `any` one for those without. The template is `everySource`. */
export async function sampleInputs({
  platform,
}: LocalCloud): Promise<Readonly<Record<string, readonly JsonObject[]>> & { readonly any: readonly [JsonObject] }> {
  const root = (service: string, operation: string, input: JsonObject) =>
    platform.aws.call({ kind: 'root' }, service, operation, input);
  const { Table } = (await root('dynamodb', 'DescribeTable', { TableName: 'things' })) as {
    Table: { LatestStreamArn: string };
  };
  const stream = { StreamArn: Table.LatestStreamArn };
  const { StreamDescription } = (await root('dynamodb', 'DescribeStream', stream)) as {
    StreamDescription: { Shards: readonly { ShardId: string }[] };
  };
  const shard = { ...stream, ShardId: StreamDescription.Shards[0]?.ShardId ?? '', ShardIteratorType: 'LATEST' };
  const { ShardIterator } = await root('dynamodb', 'GetShardIterator', shard);
  const { TaskHandle } = await root('sqs', 'StartMessageMoveTask', { SourceArn: `arn:aws:sqs:${account}:dead` });
  const dataKey = { KeyId: 'alias/key', KeySpec: 'AES_256' };
  const { CiphertextBlob } = await root('kms', 'GenerateDataKey', dataKey);
  return {
    any: [any],
    'dynamodb:BatchGetItem': [{ RequestItems: { things: { Keys: [Key] } }, ...consumed }],
    'dynamodb:BatchWriteItem': [{ RequestItems: { things: [{ PutRequest: { Item: Key } }] } }],
    'dynamodb:GetItem': [{ TableName: 'things', Key, ...consumed }],
    'dynamodb:PutItem': [{ ...conditional, Item: Key, ReturnValues: 'ALL_OLD' }],
    'dynamodb:UpdateItem': [{ ...conditional, Key, UpdateExpression: 'SET a = b', ReturnValues: 'ALL_NEW' }],
    'dynamodb:DeleteItem': [{ ...conditional, Key, ReturnValues: 'ALL_OLD' }],
    'dynamodb:Query': [query, { ...query, IndexName: 'byPk', ...consumed }],
    'dynamodb:Scan': [
      { TableName: 'things', Select: 'COUNT' },
      { TableName: 'things', IndexName: 'byPk', ...consumed },
    ],
    'dynamodb:TransactGetItems': [{ TransactItems: [{ Get: { TableName: 'things', Key } }] }],
    'dynamodb:TransactWriteItems': [
      {
        TransactItems: [
          { Put: { ...conditional, Item: Key } },
          { Update: { ...conditional, Key, UpdateExpression: 'SET a = b' } },
          { Delete: { TableName: 'things', Key } },
          { ConditionCheck: { ...conditional, Key } },
        ],
      },
    ],
    'dynamodb:ListTagsOfResource': [{ ResourceArn: `arn:aws:dynamodb:${account}:table/things` }],
    'dynamodb:DescribeStream': [stream],
    'dynamodb:GetShardIterator': [shard],
    'dynamodb:GetRecords': [{ ShardIterator: ShardIterator ?? '' }],
    'sqs:CancelMessageMoveTask': [{ TaskHandle: TaskHandle ?? '' }],
    'sns:Publish': [
      { TopicArn: `arn:aws:sns:${account}:news`, Message: 'm' },
      { TargetArn: any.EndpointArn ?? '', Message: 'm' },
      { PhoneNumber: '+15550100', Message: 'm' },
    ],
    'events:PutEvents': [{ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}', EventBusName: 'bus' }] }],
    'kms:DescribeKey': [dataKey],
    'kms:GenerateDataKey': [dataKey],
    'kms:Decrypt': [{ CiphertextBlob: CiphertextBlob ?? '' }],
    'scheduler:CreateSchedule': [schedule],
    'scheduler:UpdateSchedule': [schedule],
  };
}
