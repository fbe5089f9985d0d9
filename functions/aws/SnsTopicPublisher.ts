import {
  type MessageAttributeValue,
  PublishCommand,
  type PublishCommandInput,
  type SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { TopicOutcome, TopicPublisher, TopicRequest } from '../dispatch/TopicPublisher.ts';

/** Errors that the same request gets again. */
const final = ['InvalidParameter', 'InvalidParameterValue', 'NotFound', 'InvalidSecurity'];

/** Publishes to SNS topics. */
export class SnsTopicPublisher implements TopicPublisher {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async publish(request: TopicRequest): Promise<TopicOutcome> {
    try {
      const { MessageId, SequenceNumber } = await this.#sns.send(new PublishCommand(publication(request)));
      if (MessageId === undefined) return { kind: 'later' };
      return {
        kind: 'sent',
        snsMessageId: MessageId,
        ...(SequenceNumber === undefined ? {} : { sequenceNumber: SequenceNumber }),
      };
    } catch (error) {
      const name = error instanceof SNSServiceException ? error.name.replace(/Exception$/, '') : '';
      return { kind: final.includes(name) ? 'refused' : 'later' };
    }
  }
}

function publication({ topicArn, payloads, fifo, ...request }: TopicRequest): PublishCommandInput {
  return {
    TopicArn: topicArn,
    MessageStructure: 'json',
    Message: JSON.stringify({
      default: payloads.default,
      APNS: payloads.APNS,
      APNS_SANDBOX: payloads.APNS_SANDBOX,
      GCM: `{"fcmV1Message":{"validate_only":false,"message":${payloads.FCM}}}`,
    }),
    // A FIFO topic delivers to queues alone, which refuse the names of the push attributes.
    ...(fifo === null
      ? { MessageAttributes: { ...ownAttributes(request), ...pushAttributes(request) } }
      : {
          MessageAttributes: ownAttributes(request),
          MessageGroupId: fifo.groupId,
          MessageDeduplicationId: fifo.deduplicationId,
        }),
  };
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });

function ownAttributes({ attributes }: Pick<TopicRequest, 'attributes'>): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'number' ? { DataType: 'Number', StringValue: `${value}` } : text(`${value}`),
    ]),
  );
}

type PushOptions = Pick<TopicRequest, 'timeToLive' | 'highPriority' | 'background' | 'collapseId'>;

/** Amazon SNS Developer Guide, "Mobile push notification attributes". */
function pushAttributes({ timeToLive, highPriority, background, collapseId }: PushOptions) {
  return {
    'AWS.SNS.MOBILE.APNS.TTL': text(`${timeToLive}`),
    'AWS.SNS.MOBILE.APNS_SANDBOX.TTL': text(`${timeToLive}`),
    'AWS.SNS.MOBILE.FCM.TTL': text(`${timeToLive}`),
    // A background push must have priority 5 (Apple: Sending notification requests to APNs).
    'AWS.SNS.MOBILE.APNS.PRIORITY': text(highPriority && !background ? '10' : '5'),
    'AWS.SNS.MOBILE.APNS.PUSH_TYPE': text(background ? 'background' : 'alert'),
    ...(collapseId ? { 'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': text(collapseId) } : {}),
  };
}
