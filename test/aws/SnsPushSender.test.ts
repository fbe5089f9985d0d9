import { type PublishCommandInput, SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { SnsPushSender } from '../../functions/aws/sns/SnsPushSender.ts';
import type { PushRequest } from '../../functions/delivery/PushSender.ts';

const request: PushRequest = {
  endpointArn: 'arn:endpoint',
  platform: 'APNS',
  payload: '{"aps":{}}',
  timeToLive: 60,
  highPriority: true,
  background: false,
  collapseId: 'one',
};

/** SNS as its SDK sees it, answering at once. */
async function send(given: Partial<PushRequest>, failure?: Error) {
  const sns = new SNSClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  let input: PublishCommandInput | undefined;
  sns.middlewareStack.add(
    () => async (call) => {
      input = call.input as PublishCommandInput;
      if (failure !== undefined) throw failure;
      return { output: { MessageId: 'sns-1', $metadata: {} }, response: {} };
    },
    { step: 'initialize' },
  );
  const outcome = await new SnsPushSender(sns, ['APNS', 'APNS_SANDBOX', 'FCM']).send({ ...request, ...given });
  const attributes = Object.entries(input?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [
    name.replace('AWS.SNS.MOBILE.', ''),
    StringValue,
  ]);
  return { outcome, message: JSON.parse(input?.Message ?? '{}'), attributes: Object.fromEntries(attributes), input };
}

describe('publishing to an endpoint', () => {
  it('puts options for Apple into attributes', async () => {
    const { outcome, message, attributes, input } = await send({});
    expect(outcome).toEqual({ kind: 'sent', snsMessageId: 'sns-1' });
    expect(input).toMatchObject({ TargetArn: 'arn:endpoint', MessageStructure: 'json' });
    expect(message).toEqual({ default: '', APNS: '{"aps":{}}' });
    expect(attributes).toEqual({
      'APNS.TTL': '60',
      'APNS.PRIORITY': '10',
      'APNS.PUSH_TYPE': 'alert',
      'APNS.COLLAPSE_ID': 'one',
    });
  });

  it('gives the sandbox its own time to live, and a background push the only priority it may have', async () => {
    const { message, attributes } = await send({ platform: 'APNS_SANDBOX', background: true, collapseId: null });
    expect(Object.keys(message)).toEqual(['default', 'APNS_SANDBOX']);
    expect(attributes).toEqual({ 'APNS_SANDBOX.TTL': '60', 'APNS.PRIORITY': '5', 'APNS.PUSH_TYPE': 'background' });
  });

  it('wraps what is for Firebase as its v1 API wants it', async () => {
    const { message, attributes } = await send({ platform: 'FCM', payload: '{"data":{}}' });
    expect(JSON.parse(message.GCM)).toEqual({ fcmV1Message: { validate_only: false, message: { data: {} } } });
    expect(attributes).toEqual({ 'FCM.TTL': '60' });
  });
});

it('refuses a platform that the settings left out, without asking SNS', async () => {
  const sns = { send: () => expect.unreachable() } as unknown as SNSClient;
  const outcome = await new SnsPushSender(sns, ['APNS']).send({ ...request, platform: 'FCM' });
  expect(outcome).toEqual({ kind: 'refused', reason: 'PLATFORM_NOT_CONFIGURED' });
});

describe('what SNS’s errors mean', () => {
  it.each([
    ['EndpointDisabledException', 'Endpoint is disabled', { kind: 'refused', reason: 'ENDPOINT_DISABLED' }],
    ['PlatformApplicationDisabledException', 'disabled', { kind: 'later', reason: 'CREDENTIALS_INVALID' }],
    [
      'InvalidParameterException',
      'Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified',
      { kind: 'gone', reason: 'ENDPOINT_DISABLED' },
    ],
    [
      'InvalidParameterException',
      'Invalid parameter: Message Reason: Invalid notification for protocol APNS : Notification is too long',
      { kind: 'refused', reason: 'PAYLOAD_TOO_LARGE' },
    ],
    [
      'InvalidParameterException',
      'Invalid parameter: Message too long',
      { kind: 'refused', reason: 'PAYLOAD_TOO_LARGE' },
    ],
    ['InvalidParameterException', 'Invalid parameter: anything', { kind: 'refused', reason: 'INVALID_PAYLOAD' }],
    ['NotFoundException', 'Endpoint does not exist', { kind: 'gone', reason: 'ENDPOINT_DISABLED' }],
    ['ThrottledException', 'Rate exceeded', { kind: 'later', reason: 'THROTTLED' }],
    ['InternalErrorException', 'oops', { kind: 'later', reason: 'INTERNAL' }],
    ['AuthorizationErrorException', 'no', { kind: 'later', reason: 'INTERNAL' }],
  ])('%s: %s', async (name, message, outcome) => {
    const failure = new SNSServiceException({ name, message, $fault: 'client', $metadata: {} });
    expect((await send({}, failure)).outcome).toEqual(outcome);
  });

  it('a call that was not answered may be made again', async () => {
    const failure = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    expect((await send({}, failure)).outcome).toEqual({ kind: 'later', reason: 'INTERNAL' });
  });
});
