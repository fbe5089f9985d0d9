import { type MessageAttributeValue, PublishCommand, type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import type { DeliveryReason } from '../../../schema/generated/types.ts';
import type { PushOutcome, PushRequest, PushSender } from '../../delivery/PushSender.ts';
import { snsPlatforms } from '../../rules/platforms/credentialAttributes.ts';

/** Publishes to SNS platform endpoints. */
export class SnsPushSender implements PushSender {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async send(request: PushRequest): Promise<PushOutcome> {
    const snsPlatform = snsPlatforms[request.platform];
    const command = new PublishCommand({
      TargetArn: request.endpointArn,
      MessageStructure: 'json',
      // `default` is required and never used: the endpoint's platform has its own entry.
      Message: JSON.stringify({ default: '', [snsPlatform]: platformMessage(request) }),
      MessageAttributes: attributes(request),
    });
    try {
      const { MessageId } = await this.#sns.send(command);
      if (MessageId === undefined) return { kind: 'later', reason: 'INTERNAL' };
      return { kind: 'sent', snsMessageId: MessageId };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}

function platformMessage({ platform, payload }: PushRequest): string {
  if (platform !== 'FCM') return payload;
  return `{"fcmV1Message":{"validate_only":false,"message":${payload}}}`;
}

/** Amazon SNS Developer Guide, "Mobile push notification attributes"; the sandbox has a TTL of its own and shares the rest. */
function attributes(request: PushRequest): Record<string, MessageAttributeValue> {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  if (request.platform === 'FCM') return { 'AWS.SNS.MOBILE.FCM.TTL': text(`${request.timeToLive}`) };
  return {
    [`AWS.SNS.MOBILE.${request.platform}.TTL`]: text(`${request.timeToLive}`),
    // A background push must have priority 5 (Apple: Sending notification requests to APNs).
    'AWS.SNS.MOBILE.APNS.PRIORITY': text(request.highPriority && !request.background ? '10' : '5'),
    'AWS.SNS.MOBILE.APNS.PUSH_TYPE': text(request.background ? 'background' : 'alert'),
    ...(request.collapseId ? { 'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': text(request.collapseId) } : {}),
  };
}

/** What SNS's errors mean for a delivery. Only those that cannot pass by themselves refuse it. */
function outcomeOf(error: unknown): PushOutcome {
  const refused = (reason: DeliveryReason): PushOutcome => ({ kind: 'refused', reason });
  if (!(error instanceof SNSServiceException)) return { kind: 'later', reason: 'INTERNAL' };
  switch (error.name) {
    case 'EndpointDisabledException':
    case 'EndpointDisabled':
      return refused('ENDPOINT_DISABLED');
    case 'PlatformApplicationDisabledException':
    case 'PlatformApplicationDisabled':
      return refused('CREDENTIALS_INVALID');
    case 'InvalidParameterException':
    case 'InvalidParameter':
      return refused(reasonOfInvalidParameter(error.message));
    case 'NotFoundException':
    case 'NotFound':
      return refused('ENDPOINT_DISABLED');
    case 'ThrottledException':
    case 'Throttled':
    case 'Throttling':
    case 'ThrottlingException':
      return { kind: 'later', reason: 'THROTTLED' };
    default:
      return { kind: 'later', reason: 'INTERNAL' };
  }
}

/** SNS names several things an invalid parameter; its words are all there is to tell them apart. */
function reasonOfInvalidParameter(message: string): DeliveryReason {
  if (message.includes('No endpoint found')) return 'ENDPOINT_DISABLED';
  if (/too long|larger than allowed/.test(message)) return 'PAYLOAD_TOO_LARGE';
  return 'INVALID_PAYLOAD';
}
