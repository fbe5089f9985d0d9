import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let messaging: Messaging;
/** What exists, by the member that names it. */
let known: JsonObject;

const call = (operation: string, input: JsonObject, service = 'sns') =>
  messaging.platform.aws.call({ kind: 'root' }, service, operation, input);

beforeAll(async () => {
  messaging = await startMessaging();
  const application = await createApplication(messaging, 'GCM');
  const { TopicArn = '' } = await call('CreateTopic', { Name: 'news' });
  const subscribed = await call('Subscribe', { TopicArn, Protocol: 'sms', Endpoint: '+15555550100' });
  const { QueueUrl = '' } = await call('CreateQueue', { QueueName: 'jobs' }, 'sqs');
  known = {
    PlatformApplicationArn: application,
    EndpointArn: await createEndpoint(messaging, application, 'token'),
    TopicArn,
    SubscriptionArn: subscribed.SubscriptionArn,
    QueueUrl,
  };
});
afterAll(() => messaging[Symbol.asyncDispose]());

const credentials = { PlatformCredential: '{"type":"service_account"}' };
const text = { DataType: 'String', StringValue: '1' };

// `Enabled` is documented for endpoints alone, and FCM's priority is in the payload.
test.each<[string, JsonObject, service?: string]>([
  ['CreatePlatformApplication', { Name: 'a', Platform: 'GCM', Attributes: { ...credentials, Enabled: 'true' } }],
  ['SetPlatformApplicationAttributes', { Attributes: { Enabled: 'true' } }],
  ['SetPlatformApplicationAttributes', { Attributes: { AuthenticationMethod: 'token' } }],
  ['CreatePlatformEndpoint', { Token: 't', Attributes: { UserData: 'a' } }],
  ['SetEndpointAttributes', { Attributes: { UserData: 'a' } }],
  ['CreateTopic', { Name: 'other', Attributes: { Colour: 'red' } }],
  ['SetTopicAttributes', { AttributeName: 'Colour', AttributeValue: 'red' }],
  ['Subscribe', { Protocol: 'sms', Endpoint: '+15555550101', Attributes: { Colour: 'red' } }],
  ['SetSubscriptionAttributes', { AttributeName: 'Colour', AttributeValue: 'red' }],
  ['Publish', { Message: 'x', MessageAttributes: { 'AWS.SNS.MOBILE.FCM.PRIORITY': text } }],
  ['Publish', { Message: 'x', MessageAttributes: { 'AWS.SNS.SMS.Colour': text } }],
  ['CreateQueue', { QueueName: 'other', Attributes: { Colour: 'red' } }, 'sqs'],
  ['SetQueueAttributes', { Attributes: { Colour: 'red' } }, 'sqs'],
])('%s refuses an attribute that AWS does not document for it: %o', async (operation, input, service) => {
  await expect(call(operation, { ...known, ...input }, service)).rejects.toMatchObject({
    name: 'AwsError',
    code: expect.stringMatching(/^Invalid(Parameter|AttributeName)$/),
  });
});
