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
    MessageAttributes: attributesOf(request),
    ...(fifo === null ? {} : { MessageGroupId: fifo.groupId, MessageDeduplicationId: fifo.deduplicationId }),
  };
}

/** Amazon SNS Developer Guide, "Mobile push notification attributes", beside the publisher's own. */
function attributesOf(
  request: Omit<TopicRequest, 'topicArn' | 'payloads' | 'fifo'>,
): Record<string, MessageAttributeValue> {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const own = Object.entries(request.attributes).map(([name, value]): [string, MessageAttributeValue] => [
    name,
    { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: `${value}` },
  ]);
  return {
    ...Object.fromEntries(own),
    'AWS.SNS.MOBILE.APNS.TTL': text(`${request.timeToLive}`),
    'AWS.SNS.MOBILE.APNS_SANDBOX.TTL': text(`${request.timeToLive}`),
    'AWS.SNS.MOBILE.FCM.TTL': text(`${request.timeToLive}`),
    // A background push must have priority 5 (Apple: Sending notification requests to APNs).
    'AWS.SNS.MOBILE.APNS.PRIORITY': text(request.highPriority && !request.background ? '10' : '5'),
    'AWS.SNS.MOBILE.APNS.PUSH_TYPE': text(request.background ? 'background' : 'alert'),
    ...(request.collapseId ? { 'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': text(request.collapseId) } : {}),
  };
}
