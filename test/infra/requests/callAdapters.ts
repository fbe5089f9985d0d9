import { CognitoStepUpSignIn } from '../../../functions/aws/cognito/CognitoStepUpSignIn.ts';
import { CognitoUserDirectory } from '../../../functions/aws/cognito/CognitoUserDirectory.ts';
import { CognitoUserFactors } from '../../../functions/aws/cognito/CognitoUserFactors.ts';
import { DirectSender } from '../../../functions/aws/DirectSender.ts';
import { LambdaCanaryDevices } from '../../../functions/aws/lambda/LambdaCanaryDevices.ts';
import { CloudWatchTopicLogs } from '../../../functions/aws/logs/CloudWatchTopicLogs.ts';
import { EventBridgeSchedule } from '../../../functions/aws/scheduler/EventBridgeSchedule.ts';
import { SecretsManagerSecrets } from '../../../functions/aws/secretsmanager/SecretsManagerSecrets.ts';
import { SnsEndpointStates } from '../../../functions/aws/sns/SnsEndpointStates.ts';
import { SnsPlatformApplications } from '../../../functions/aws/sns/SnsPlatformApplications.ts';
import { SnsPushEndpoints } from '../../../functions/aws/sns/SnsPushEndpoints.ts';
import { SnsPushSender } from '../../../functions/aws/sns/SnsPushSender.ts';
import { SnsSubscribers } from '../../../functions/aws/sns/SnsSubscribers.ts';
import { SnsSubscriptions } from '../../../functions/aws/sns/SnsSubscriptions.ts';
import { SnsTopicPublisher } from '../../../functions/aws/sns/SnsTopicPublisher.ts';
import { SnsTopics } from '../../../functions/aws/sns/SnsTopics.ts';
import { subscribedEndpoint } from '../../../functions/aws/sns/subscribedEndpoint.ts';
import { SqsKeptMessages } from '../../../functions/aws/sqs/SqsKeptMessages.ts';
import { SqsKeptReader } from '../../../functions/aws/sqs/SqsKeptReader.ts';
import { SqsLookAgain } from '../../../functions/aws/sqs/SqsLookAgain.ts';
import { SqsPause } from '../../../functions/aws/sqs/SqsPause.ts';
import { SqsSetAside } from '../../../functions/aws/sqs/SqsSetAside.ts';
import { SqsWorkQueue } from '../../../functions/aws/sqs/SqsWorkQueue.ts';
import type { PushRequest } from '../../../functions/delivery/PushSender.ts';
import type { TopicRequest } from '../../../functions/delivery/TopicPublisher.ts';
import { applyPlatformApplication } from '../../../functions/platforms/applyPlatformApplication.ts';
import { canaryDevice } from '../../../functions/rules/canary/canaryToken.ts';
import { usualDelivery } from '../../../functions/rules/topics/DeliveryPolicy.ts';
import { sampleSubscriber } from '../../topics/samples.ts';
import type { Clients } from './recordRequests.ts';

const platforms = ['APNS', 'APNS_SANDBOX', 'FCM'] as const;

const push = { timeToLive: 60, highPriority: true, background: false, collapseId: 'one' };
const pushes = platforms.map(
  (platform): PushRequest => ({ ...push, platform, endpointArn: 'arn:endpoint', payload: '{}' }),
);
const publication: TopicRequest = {
  ...push,
  topicArn: 'arn:topic',
  payloads: { default: 'Hello', email: 'Hello', APNS: '{}', APNS_SANDBOX: '{}', FCM: '{}' },
  attributes: { price: 1, kind: 'offer' },
  fifo: null,
};
const subscriber = {
  topicArn: 'arn:topic',
  protocol: 'email',
  endpoint: 'a@example.com',
  settings: {
    filterPolicy: '{}',
    filterPolicyScope: 'MessageBody',
    rawDelivery: true,
    deliveryPolicy: usualDelivery,
  },
  keptArn: 'arn:kept',
} as const;
const secrets: Readonly<Record<string, string>> = {
  APNS: JSON.stringify({ signingKey: 'k', signingKeyId: 'i', teamId: 't', bundleId: 'b' }),
  FCM: JSON.stringify({ project_id: 'p', private_key: 'k', client_email: 'e' }),
};
const credentials = { read: async (id: string) => secrets[id] ?? '' };

/**
 * Calls the adapters of all services but DynamoDB, by file, with every member that they send.
 * `applications`: the attributes of platform applications in the template.
 */
export const adapterCalls = (applications: Readonly<Record<string, string>>): Readonly<Record<string, Call>> => ({
  'sns/SnsPlatformApplications': async ({ sns }) => {
    const adapter = new SnsPlatformApplications(sns);
    for (const there of [true, false]) {
      const port = Object.assign(Object.create(adapter) as SnsPlatformApplications, {
        create: adapter.create.bind(adapter),
        delete: adapter.delete.bind(adapter),
        setAttributes: async (...given: Parameters<SnsPlatformApplications['setAttributes']>) =>
          (await adapter.setAttributes(...given)) && there,
      });
      for (const Platform of ['APNS', 'FCM'] as const) {
        const properties = { Arn: 'arn:app', Name: 'a', Platform, SecretId: Platform, Attributes: applications };
        await applyPlatformApplication({ applications: port, secrets: credentials }, properties);
      }
    }
    await adapter.delete('arn:app');
  },
  'lambda/LambdaCanaryDevices': ({ lambda }) =>
    new LambdaCanaryDevices(lambda, 'arn:function').register('u', canaryDevice('FCM', {})),
  'sns/SnsPushEndpoints': async ({ sns }) => {
    const adapter = new SnsPushEndpoints(sns, { FCM: 'arn:app' });
    await adapter.create('FCM', 'token');
    await adapter.read('arn:endpoint');
    await adapter.assign('arn:endpoint', 'ann');
    await adapter.delete('arn:endpoint');
  },
  'sns/SnsEndpointStates': ({ sns }) => new SnsEndpointStates(sns).read('arn:endpoint'),
  'sns/SnsPushSender': ({ sns }) => Promise.all(pushes.map((each) => new SnsPushSender(sns, platforms).send(each))),
  'sns/SnsTopicPublisher': async ({ sns }) => {
    const fifo = { ...publication, fifo: { groupId: 'g', deduplicationId: 'd' } };
    for (const batch of [[publication], [publication, publication], [fifo], [fifo, fifo]]) {
      await new SnsTopicPublisher(sns).publishBatch(batch);
    }
  },
  'sns/SnsTopics': async ({ sns }) => {
    const settings = {
      keyArn: 'arn:key',
      loggingRoleArn: 'arn:role',
      successSampleRate: '100',
      tags: { team: 'push' },
    };
    const adapter = new SnsTopics(sns, { arnPrefix: 'arn:', queueArn: 'arn:queue', givenUpArn: 'arn:g', ...settings });
    for (const type of ['STANDARD', 'FIFO'] as const) {
      await adapter.create('t', type);
      await adapter.configure('t', type);
      await adapter.delete('t', type);
    }
  },
  'logs/CloudWatchTopicLogs': ({ logs }) =>
    new CloudWatchTopicLogs(logs, { tags: { team: 'push' }, watcherArn: 'arn:f', queueArn: 'arn:q' }).prepare(
      'arn:aws:sns:r:1:t',
    ),
  'sns/SnsSubscribers': async ({ sns }) => {
    const adapter = new SnsSubscribers(sns);
    await adapter.subscribe(subscriber);
    await adapter.keep('arn:subscription', 'arn:kept');
    await adapter.configure('arn:subscription', 'https', subscriber.settings);
    await adapter.unsubscribe('arn:subscription');
    await adapter.state('arn:subscription');
  },
  'sns/SnsSubscriptions': async ({ sns }) => {
    const adapter = new SnsSubscriptions(sns, 'arn:queue');
    await adapter.subscribe('arn:topic', 'arn:endpoint');
    await adapter.setFilterPolicy('arn:subscription', '{}');
    await adapter.keep('arn:subscription');
    await adapter.phonesOf('arn:topic', 'next');
    await subscribedEndpoint(sns, 'arn:subscription');
    await adapter.unsubscribe('arn:subscription');
  },
  'sqs/SqsLookAgain': ({ sqs }) =>
    new SqsLookAgain(sqs, 'url').add('arn', [
      { kind: 'answers', snsMessageId: 'sns', id: 'id', counts: { FCM_FAILED: 1 }, publishedAt: null },
    ]),
  'sqs/SqsSetAside': ({ sqs }) => new SqsSetAside(sqs, 'url').keep('arn', { source: 'log', text: '{}' }, 'why'),
  'sqs/SqsWorkQueue': ({ sqs }) => {
    const queues = { prompt: 'url', bulk: 'url', fanOut: 'url', ordered: 'url' };
    return new SqsWorkQueue(sqs, queues).add([
      { kind: 'wake', groupQueue: 'q' },
      { kind: 'deliver', messageId: 'm', deviceIds: ['d'], large: true },
      { kind: 'fanOut', messageId: 'm', shard: 0 },
    ]);
  },
  'sqs/SqsKeptMessages': async ({ sqs }) => {
    const adapter = new SqsKeptMessages(sqs, { arnPrefix: 'arn:aws:sqs:r:1:kept-', tags: { team: 'push' } });
    for (const topicArn of ['arn:t', 'arn:t.fifo']) {
      const name = adapter.nameFor(topicArn);
      await adapter.prepare(name, topicArn);
      await adapter.discard(name);
    }
  },
  'sqs/SqsKeptReader': async ({ sqs }) => {
    const adapter = new SqsKeptReader(sqs);
    await adapter.count('kept');
    await adapter.receive('kept');
    await adapter.remove('kept', { body: '', receipt: 'r' });
    await adapter.release('kept', { body: '', receipt: 'r' });
  },
  DirectSender: async ({ sqs, lambda }) => {
    const adapter = new DirectSender(sqs, lambda);
    const message = { body: '{"Message":"m"}', receipt: 'r', groupId: 'g', deduplicationId: 'd' };
    for (const service of ['sqs', 'lambda'] as const) {
      const endpoint = `arn:aws:${service}:r:1:work.fifo`;
      const subscriptionArn = 'arn:aws:sns:r:1:t:s';
      await adapter.send(sampleSubscriber({ protocol: service, endpoint, subscriptionArn, keptIn: 'kept' }), message);
    }
  },
  'sqs/SqsPause': ({ sqs }) =>
    new SqsPause(sqs, ['https://sqs/1/q']).pause({
      messageId: 'm',
      receiptHandle: 'r',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:1:q',
      attributes: { ApproximateReceiveCount: '1' },
    } as Parameters<SqsPause['pause']>[0]),
  'cognito/CognitoStepUpSignIn': async ({ cognito }) => {
    const adapter = new CognitoStepUpSignIn(cognito, 'pool', 'client');
    for (const factor of ['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const) {
      await adapter.begin('ann', factor);
      await adapter.answer('ann', factor, 'session', '123456');
    }
  },
  'cognito/CognitoUserDirectory': ({ cognito }) => new CognitoUserDirectory(cognito, 'pool').snapshot('ann'),
  'cognito/CognitoUserFactors': async ({ cognito }) => {
    const adapter = new CognitoUserFactors(cognito);
    await adapter.read('token');
    await adapter.passkeys('token');
    for (const attribute of ['email', 'phone_number'] as const) {
      await adapter.sendCode('token', attribute);
      await adapter.verifyCode('token', attribute, '123456');
    }
    await adapter.verifySoftwareToken('token', '123456');
  },
  'scheduler/EventBridgeSchedule': async ({ scheduler }) => {
    const adapter = new EventBridgeSchedule(scheduler, {
      group: 'g',
      queueArn: 'arn:queue',
      roleArn: 'arn:role',
      deadLetterArn: 'arn:dead',
    });
    await adapter.set({ id: 'm' }, 0);
    await adapter.clear('m');
  },
  'secretsmanager/SecretsManagerSecrets': ({ secrets: client }) => new SecretsManagerSecrets(client).read('s'),
});

type Call = (clients: Clients) => Promise<unknown>;
