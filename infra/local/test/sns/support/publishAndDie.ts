/** Run as a process of its own: accepts a push and a queue message, then dies the hard way. Arguments: DIR. */
import { startMessaging } from '../../../testing/startMessaging.ts';

const messaging = await startMessaging({ directory: process.argv[2] ?? '', paused: true });
const { aws, accountId } = messaging.platform;
const root = { kind: 'root' } as const;
const { PlatformApplicationArn } = await aws.call(root, 'sns', 'CreatePlatformApplication', {
  Name: 'phone',
  Platform: 'GCM',
  Attributes: { PlatformCredential: '{}' },
});
const { EndpointArn } = await aws.call(root, 'sns', 'CreatePlatformEndpoint', {
  PlatformApplicationArn,
  Token: 'token-1',
});
await aws.call(root, 'sns', 'Publish', { TargetArn: EndpointArn, Message: 'kept' });
await aws.call(root, 'sqs', 'CreateQueue', { QueueName: 'jobs' });
await aws.call(root, 'sqs', 'SendMessage', {
  QueueUrl: `${messaging.platform.baseUrl()}/${accountId}/jobs`,
  MessageBody: 'kept too',
});
process.kill(process.pid, 'SIGKILL');
