import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';

let messaging: Messaging;
let TopicArn: string;
beforeAll(async () => {
  messaging = await startMessaging();
  const { TopicArn: arn } = await messaging.platform.aws.call({ kind: 'root' }, 'sns', 'CreateTopic', { Name: 'news' });
  TopicArn = String(arn);
});
afterAll(() => messaging[Symbol.asyncDispose]());

test.each([
  ['sqs', 'arn:aws:sqs:us-east-1:111122223333:work'],
  ['lambda', 'arn:aws:lambda:us-east-1:111122223333:function:work'],
])('an endpoint of another account waits for its owner: %s', async (Protocol, Endpoint) => {
  const subscribe = (ReturnSubscriptionArn: boolean) =>
    messaging.sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn }));
  expect((await subscribe(false)).SubscriptionArn).toBe('pending confirmation');
  const { SubscriptionArn } = await subscribe(true);
  const { Attributes } = await messaging.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({ PendingConfirmation: 'true', ConfirmationWasAuthenticated: 'false' });
  const { Subscriptions } = await messaging.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toContainEqual(expect.objectContaining({ SubscriptionArn: 'PendingConfirmation', Endpoint }));
  await expect(messaging.sns.send(new UnsubscribeCommand({ SubscriptionArn }))).rejects.toThrow('pending confirmation');
});

test('a queue of another account is not ours, though it has the same name', async () => {
  const { QueueUrl = '' } = await messaging.sqs.send(new CreateQueueCommand({ QueueName: 'work' }));
  const foreign = QueueUrl.replace('/000000000000/', '/111122223333/');
  const absent = { name: 'QueueDoesNotExist' };
  await expect(
    messaging.sqs.send(new SendMessageCommand({ QueueUrl: foreign, MessageBody: 'm' })),
  ).rejects.toMatchObject(absent);
  await expect(
    messaging.sqs.send(new GetQueueUrlCommand({ QueueName: 'work', QueueOwnerAWSAccountId: '111122223333' })),
  ).rejects.toMatchObject(absent);
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  await messaging.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'own' }));
  const { Messages = [] } = await messaging.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages.map(({ Body }) => Body)).toEqual(['own']);
});
