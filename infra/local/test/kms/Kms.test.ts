import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LocalCloud } from '../../LocalCloud.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { Principal } from '../../platform/Principal.ts';
import { startTemplate } from '../../testing/startTemplate.ts';
import { trust } from '../iam/createIam.ts';

let cloud: LocalCloud;
let topicArn: string;
let queueArn: string;

const account = 'us-east-1:000000000000';
const service = (sourceArn: string): Principal => ({ kind: 'service', service: 'sns.amazonaws.com', sourceArn });
const roleNamed = (name: string): Principal => ({
  kind: 'role',
  roleArn: `arn:aws:iam::000000000000:role/${name}`,
  sessionName: 's',
});
const allow = (Action: string[], Resource = '*') => ({
  PolicyName: 'p',
  PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] },
});
const roleWith = (name: string, actions: string[]): JsonObject => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
    Policies: [allow(actions)],
  },
});
const useOf = (Principal: JsonObject) => ({
  Effect: 'Allow',
  Principal,
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
});

const template: JsonObject = {
  Resources: {
    // Its policy leaves the decision to the account, and lets SNS use it for one topic.
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            useOf({ AWS: 'arn:aws:iam::000000000000:root' }),
            {
              ...useOf({ Service: 'sns.amazonaws.com' }),
              Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:sns:${account}:news` } },
            },
          ],
        },
      },
    },
    // It names one role, so no IAM policy opens it to others.
    Closed: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: { Version: '2012-10-17', Statement: [useOf({ AWS: 'arn:aws:iam::000000000000:role/named' })] },
      },
    },
    Disabled: { Type: 'AWS::KMS::Key', Properties: { Enabled: false } },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/news', TargetKeyId: { Ref: 'Key' } } },
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: 'news', KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    },
    Others: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'others', KmsMasterKeyId: { Ref: 'Closed' } } },
    Off: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'off', KmsMasterKeyId: { Ref: 'Disabled' } } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work', KmsMasterKeyId: 'alias/news' } },
    Managed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'managed', KmsMasterKeyId: 'alias/aws/sqs' } },
    Named: roleWith('named', ['sns:Publish']),
    WithKey: roleWith('with-key', ['sns:Publish', 'sqs:SendMessage', 'kms:Decrypt', 'kms:GenerateDataKey']),
    WithoutKey: roleWith('without-key', ['sns:Publish', 'sqs:SendMessage']),
    Half: roleWith('half', ['sns:Publish', 'kms:GenerateDataKey']),
  },
};

beforeEach(async () => {
  cloud = await startTemplate(template);
  topicArn = `arn:aws:sns:${account}:news`;
  queueArn = `arn:aws:sqs:${account}:work`;
});
afterEach(() => cloud[Symbol.asyncDispose]());

const call = (principal: Principal, api: string, operation: string, input: JsonObject) =>
  cloud.platform.aws.call(principal, api, operation, input);
const publish = (principal: Principal, name = 'news') =>
  call(principal, 'sns', 'Publish', { TopicArn: `arn:aws:sns:${account}:${name}`, Message: 'm' });
const send = (principal: Principal, name = 'work') =>
  call(principal, 'sqs', 'SendMessage', { QueueUrl: `http://localhost/000000000000/${name}`, MessageBody: 'm' });

describe('an encrypted topic', () => {
  test('takes what is published by a role that may use the key in both ways, and nothing else', async () => {
    await expect(publish(roleNamed('with-key'))).resolves.toMatchObject({ MessageId: expect.any(String) });
    await expect(publish(roleNamed('without-key'))).rejects.toMatchObject({ code: 'KMSAccessDenied', status: 400 });
    await expect(publish(roleNamed('half'))).rejects.toThrow(/kms:Decrypt/);
    const PublishBatchRequestEntries = [{ Id: 'a', Message: 'm' }];
    await expect(
      call(roleNamed('without-key'), 'sns', 'PublishBatch', { TopicArn: topicArn, PublishBatchRequestEntries }),
    ).rejects.toMatchObject({ code: 'KMSAccessDenied' });
  });

  test('has a key whose policy decides alone unless it lets the account decide', async () => {
    await expect(publish(roleNamed('with-key'), 'others')).rejects.toThrow(
      'no resource-based policy allows the kms:GenerateDataKey action',
    );
    await expect(publish(roleNamed('named'), 'others')).resolves.toBeDefined();
    await expect(publish(roleNamed('with-key'), 'off')).rejects.toMatchObject({ code: 'KMSDisabled' });
    const missing = { TopicArn: topicArn, AttributeName: 'KmsMasterKeyId', AttributeValue: 'alias/none' };
    await call({ kind: 'root' }, 'sns', 'SetTopicAttributes', missing);
    await expect(publish(roleNamed('with-key'))).rejects.toMatchObject({ code: 'KMSNotFound' });
  });
});

test('an encrypted queue takes what a sender may encrypt, SNS for the topic that the key’s policy names', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: queueArn },
    ],
  });
  const QueueUrl = 'http://localhost/000000000000/work';
  await call({ kind: 'root' }, 'sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  await expect(send(roleNamed('with-key'))).resolves.toBeDefined();
  await expect(send(roleNamed('without-key'))).rejects.toMatchObject({ code: 'KmsAccessDenied', status: 400 });
  await expect(send(roleNamed('without-key'), 'managed')).resolves.toBeDefined();
  await expect(send(service(topicArn))).resolves.toBeDefined();
  await expect(send(service(`${topicArn}-2`))).rejects.toMatchObject({ code: 'KmsAccessDenied' });
});

test('a data key is what its ciphertext holds, for the same context', async () => {
  const root: Principal = { kind: 'root' };
  const EncryptionContext = { a: '1', b: '2' };
  const input = { KeyId: 'alias/news', KeySpec: 'AES_256', EncryptionContext };
  const { CiphertextBlob = '', Plaintext = '' } = await call(root, 'kms', 'GenerateDataKey', input);
  const { KeyMetadata } = await call(root, 'kms', 'DescribeKey', { KeyId: 'alias/news' });
  const same = { CiphertextBlob, EncryptionContext: { b: '2', a: '1' } };
  expect(await call(root, 'kms', 'Decrypt', same)).toMatchObject({
    Plaintext,
    KeyId: (KeyMetadata as { Arn: string }).Arn,
  });
  await expect(call(root, 'kms', 'Decrypt', { CiphertextBlob })).rejects.toMatchObject({
    code: 'InvalidCiphertextException',
  });
  await expect(call(root, 'kms', 'GenerateDataKey', { KeyId: 'alias/news' })).rejects.toThrow(/key spec/);
});
