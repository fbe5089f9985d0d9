import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { runs } from '../../testing/effort.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let messaging: Messaging;
/** Values that exist, so that the search gets past the first check. */
let known: unknown[];

beforeAll(async () => {
  messaging = await startMessaging();
  const application = await createApplication(messaging, 'GCM');
  const endpoint = await createEndpoint(messaging, application, 'token');
  const root = { kind: 'root' } as const;
  const { aws } = messaging.platform;
  const { TopicArn: topic } = await aws.call(root, 'sns', 'CreateTopic', { Name: 'news' });
  const { TopicArn: fifo } = await aws.call(root, 'sns', 'CreateTopic', {
    Name: 'n.fifo',
    Attributes: { FifoTopic: 'true' },
  });
  const { QueueUrl: queue } = await aws.call(root, 'sqs', 'CreateQueue', { QueueName: 'jobs' });
  const { QueueUrl: ordered } = await aws.call(root, 'sqs', 'CreateQueue', {
    QueueName: 'o.fifo',
    Attributes: { FifoQueue: 'true' },
  });
  known = [
    application,
    endpoint,
    topic,
    fifo,
    queue,
    ordered,
    'news',
    'jobs',
    'json',
    'sqs',
    'GCM',
    'arn:aws:sqs:us-east-1:000000000000:jobs',
  ];
});
afterAll(() => messaging[Symbol.asyncDispose]());

const members = [
  ...[
    'Name',
    'Platform',
    'Attributes',
    'PlatformApplicationArn',
    'Token',
    'CustomUserData',
    'EndpointArn',
    'NextToken',
  ],
  ...[
    'TopicArn',
    'TargetArn',
    'PhoneNumber',
    'Message',
    'Subject',
    'MessageStructure',
    'MessageAttributes',
    'Tags',
    'TagKeys',
  ],
  ...[
    'MessageGroupId',
    'MessageDeduplicationId',
    'PublishBatchRequestEntries',
    'Protocol',
    'Endpoint',
    'SubscriptionArn',
  ],
  ...['AttributeName', 'AttributeValue', 'ResourceArn', 'QueueName', 'QueueUrl', 'QueueNamePrefix', 'MaxResults'],
  ...[
    'AttributeNames',
    'MessageBody',
    'DelaySeconds',
    'MaxNumberOfMessages',
    'VisibilityTimeout',
    'Entries',
    'ReceiptHandle',
  ],
  ...['MessageAttributeNames', 'MessageSystemAttributes', 'SourceArn', 'DestinationArn', 'TaskHandle', 'tags'],
];

describe.each(['sns', 'sqs'])('%s', (signingName) => {
  test('answers any input with an answer or an AwsError', async () => {
    const operations = messaging.platform.aws
      .apis(signingName)
      .flatMap((api) => Object.entries(api.operations))
      // What exists has to last for the other operations.
      .filter(([name]) => !name.startsWith('Delete') || name.startsWith('DeleteMessage'));
    const value = fc.oneof(fc.constantFrom(...known), fc.jsonValue(), fc.string(), fc.integer({ min: 0, max: 20 }));
    const list = fc.array(fc.dictionary(fc.constantFrom('Id', 'Key', 'Value', ...members), value), { maxLength: 3 });
    const input = fc.dictionary(fc.constantFrom(...members), fc.oneof(value, list), { maxKeys: 8 });
    const call = { principal: { kind: 'root' }, requestId: 'test', signal: AbortSignal.timeout(60_000) } as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), input, async ([, operation], raw) => {
        const parsed: unknown = JSON.parse(JSON.stringify(raw));
        const body: JsonObject = isJsonObject(parsed) ? parsed : {};
        try {
          operation.permissions(body);
          await operation.run(body, call);
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      }),
      runs(3_000),
    );
  });
});
