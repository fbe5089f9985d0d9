import { PublishCommand, type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';
import type { PushOutcome, PushRequest, PushSender } from '../../delivery/PushSender.ts';
import { snsPlatforms } from '../../rules/platforms/credentialAttributes.ts';
import { fcmPayload, pushAttributes } from './pushAttributes.ts';

/** Publishes to SNS platform endpoints. */
export class SnsPushSender implements PushSender {
  /** Those of the settings. Endpoints of others may still be there. */
  readonly platforms: readonly PushPlatform[];
  readonly #sns: SNSClient;

  constructor(sns: SNSClient, platforms: readonly PushPlatform[]) {
    this.#sns = sns;
    this.platforms = platforms;
  }

  async send(request: PushRequest): Promise<PushOutcome> {
    if (!this.platforms.includes(request.platform)) return refused('PLATFORM_NOT_CONFIGURED');
    const snsPlatform = snsPlatforms[request.platform];
    const command = new PublishCommand({
      TargetArn: request.endpointArn,
      MessageStructure: 'json',
      // SNS requires `default`, and does not use it: the endpoint's platform has an entry of its own.
      Message: JSON.stringify({ default: '', [snsPlatform]: platformPayload(request) }),
      MessageAttributes: pushAttributes([request.platform], request),
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

const gone: PushOutcome = { kind: 'gone', reason: 'ENDPOINT_DISABLED' };

function platformPayload({ platform, payload }: PushRequest): string {
  return platform === 'FCM' ? fcmPayload(payload) : payload;
}

function refused(reason: DeliveryReason): PushOutcome {
  return { kind: 'refused', reason };
}

/** Returns what an error of SNS means for a delivery. Only an error that a repetition would have again refuses it. */
function outcomeOf(error: unknown): PushOutcome {
  if (!(error instanceof SNSServiceException)) return { kind: 'later', reason: 'INTERNAL' };
  switch (error.name) {
    case 'EndpointDisabledException':
    case 'EndpointDisabled':
      return refused('ENDPOINT_DISABLED');
    case 'PlatformApplicationDisabledException':
    case 'PlatformApplicationDisabled':
      // The operator can mend it before the message expires.
      return { kind: 'later', reason: 'CREDENTIALS_INVALID' };
    case 'InvalidParameterException':
    case 'InvalidParameter':
      return outcomeOfInvalidParameter(error.message);
    case 'NotFoundException':
    case 'NotFound':
      return gone;
    case 'ThrottledException':
    case 'Throttled':
    case 'Throttling':
    case 'ThrottlingException':
      return { kind: 'later', reason: 'THROTTLED' };
    default:
      return { kind: 'later', reason: 'INTERNAL' };
  }
}

/** SNS has one error for several things. Only its words tell them apart. */
function outcomeOfInvalidParameter(message: string): PushOutcome {
  if (message.includes('No endpoint found')) return gone;
  return refused(/too long|larger than allowed/.test(message) ? 'PAYLOAD_TOO_LARGE' : 'INVALID_PAYLOAD');
}
