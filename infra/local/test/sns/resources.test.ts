import { ListSubscriptionsCommand, ListTopicsCommand, PublishCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import type { ResourceResult } from '../../platform/ResourceProvider.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';

let messaging: Messaging;
beforeEach(async () => {
  messaging = await startMessaging();
});
afterEach(() => messaging[Symbol.asyncDispose]());

function provider(type: string) {
  const { sns, sqs } = messaging.services;
  const found = [...sns.resources, ...sqs.resources].find((candidate) => candidate.type === type);
  if (found === undefined) throw new Error(`no provider for ${type}`);
  return found;
}

async function apply(
  type: string,
  properties: JsonObject,
  previous?: { readonly physicalId: string; readonly properties: JsonObject },
): Promise<ResourceResult> {
  const request = {
    stackName: 'Test',
    logicalId: 'Resource',
    generatedName: 'Test-Resource-1',
    properties,
    asset: () => '',
    ...(previous === undefined ? {} : { previous }),
  };
  return provider(type).apply(request);
}

const receive = async (url: string) =>
  (await messaging.sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }))).Messages ?? [];

test('a template’s topic, queue, policies and subscription carry a message', async () => {
  const topic = await apply('AWS::SNS::Topic', { TopicName: 'news', DisplayName: 'News' });
  const queue = await apply('AWS::SQS::Queue', { VisibilityTimeout: 5 });
  expect(topic).toEqual({
    physicalId: 'arn:aws:sns:us-east-1:000000000000:news',
    attributes: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:news', TopicName: 'news' },
  });
  const queueArn = 'arn:aws:sqs:us-east-1:000000000000:Test-Resource-1';
  expect(queue.attributes).toMatchObject({ Arn: queueArn, QueueName: 'Test-Resource-1' });
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
  };
  const document = { Version: '2012-10-17', Statement: [statement] };
  await apply('AWS::SQS::QueuePolicy', { Queues: [queue.physicalId], PolicyDocument: document });
  await apply('AWS::SNS::Subscription', {
    TopicArn: topic.physicalId,
    Protocol: 'sqs',
    Endpoint: queueArn,
    RawMessageDelivery: true,
    FilterPolicy: { kind: [{ exists: false }] },
  });
  await messaging.sns.send(new PublishCommand({ TopicArn: topic.physicalId, Message: 'hello' }));
  expect(await receive(queue.physicalId)).toMatchObject([{ Body: 'hello' }]);
});

describe('applied again', () => {
  test('a queue keeps its messages and takes its new attributes, and gives up what the template no longer says', async () => {
    const properties = { VisibilityTimeout: 5, DelaySeconds: 1 };
    const { physicalId } = await apply('AWS::SQS::Queue', properties);
    await messaging.sqs.send(new SendMessageCommand({ QueueUrl: physicalId, MessageBody: 'kept', DelaySeconds: 0 }));
    const oldAddress = physicalId.replace(/:\d+\//, ':1/');
    await apply('AWS::SQS::Queue', { VisibilityTimeout: 7 }, { physicalId: oldAddress, properties });
    // The loader removes what has another physical id now.
    await provider('AWS::SQS::Queue').remove?.(oldAddress, properties);
    const { Attributes } = await messaging.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: physicalId, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({ VisibilityTimeout: '7', DelaySeconds: '0' });
    expect(await receive(physicalId)).toMatchObject([{ Body: 'kept' }]);
  });

  test('a topic keeps its policy and subscribers; inline subscriptions are made once', async () => {
    const properties = { Subscription: [{ Protocol: 'sms', Endpoint: '+15555550100' }] };
    const topic = await apply('AWS::SNS::Topic', properties);
    const document = { Version: '2012-10-17', Statement: [] };
    await apply('AWS::SNS::TopicPolicy', { Topics: [topic.physicalId], PolicyDocument: document });
    await apply('AWS::SNS::Topic', properties, { physicalId: topic.physicalId, properties });
    const { Subscriptions } = await messaging.sns.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions).toHaveLength(1);
  });

  test('a subscription is updated in place, or replaced where it is another', async () => {
    const { physicalId: TopicArn } = await apply('AWS::SNS::Topic', {});
    const properties = { TopicArn, Protocol: 'sms', Endpoint: '+15555550100' };
    const first = await apply('AWS::SNS::Subscription', properties);
    const filtered = { ...properties, FilterPolicy: { a: ['b'] } };
    const same = await apply('AWS::SNS::Subscription', filtered, { ...first, properties });
    expect(same.physicalId).toBe(first.physicalId);
    const other = await apply(
      'AWS::SNS::Subscription',
      { ...properties, Endpoint: '+15555550101' },
      { ...first, properties },
    );
    expect(other.physicalId).not.toBe(first.physicalId);
  });
});

test('what the template no longer has is removed', async () => {
  const stale = 'arn:aws:sns:us-east-1:000000000000:Test-Resource-1';
  await apply('AWS::SNS::Topic', {});
  await messaging.stop();
  messaging = await startMessaging({ directory: messaging.directory });
  expect((await messaging.sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: stale }]);
  await provider('AWS::SNS::Topic').remove?.(stale, {});
  expect((await messaging.sns.send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
});

test.each([
  ['AWS::SNS::Topic', { ArchivePolicy: {} }, 'Resource.ArchivePolicy'],
  ['AWS::SNS::Subscription', { DeliveryPolicy: {} }, 'Resource.DeliveryPolicy'],
  ['AWS::SQS::Queue', { Unknown: 1 }, 'Resource.Unknown'],
])('%s refuses a property that it would have to ignore', async (type, properties, name) => {
  await expect(apply(type, properties)).rejects.toThrow(`${name} is not supported by the local runtime`);
});
