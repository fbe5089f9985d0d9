import {
  type MessageAttributeValue,
  PublishBatchCommand,
  type PublishBatchRequestEntry,
  type PublishBatchResultEntry,
  PublishCommand,
  type SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { BatchBroker, BatchOutcome } from '../../delivery/GroupedTopicPublisher.ts';
import type { TopicOutcome, TopicPublisher, TopicRequest } from '../../delivery/TopicPublisher.ts';

/** Errors that the same request gets again. */
const final = ['InvalidParameter', 'InvalidParameterValue', 'NotFound', 'InvalidSecurity'];
/** Amazon SNS API Reference, "Common Errors": what passes. */
const passing = ['Throttled', 'Throttling', 'InternalError', 'InternalFailure', 'ServiceUnavailable', 'KMSThrottling'];

/** Publishes to SNS topics. */
export class SnsTopicPublisher implements BatchBroker, TopicPublisher {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  /** A little more than SNS counts: names of members are in it. */
  sizeOf(request: TopicRequest): number {
    return Buffer.byteLength(JSON.stringify(publication(request)));
  }

  async publish(request: TopicRequest): Promise<TopicOutcome> {
    const [outcome] = await this.publishBatch([request]);
    return outcome === undefined || outcome.kind === 'busy' ? { kind: 'later' } : outcome;
  }

  async publishBatch(requests: readonly TopicRequest[]): Promise<readonly BatchOutcome[]> {
    const [first] = requests;
    if (first === undefined) return [];
    try {
      if (requests.length === 1) {
        return [sent(await this.#sns.send(new PublishCommand({ TopicArn: first.topicArn, ...publication(first) })))];
      }
      const { Successful = [], Failed = [] } = await this.#sns.send(
        new PublishBatchCommand({
          TopicArn: first.topicArn,
          PublishBatchRequestEntries: requests.map((request, index) => ({ Id: `${index}`, ...publication(request) })),
        }),
      );
      return requests.map((_, index): BatchOutcome => {
        const successful = Successful.find(({ Id }) => Id === `${index}`);
        if (successful) return sent(successful);
        const failed = Failed.find(({ Id }) => Id === `${index}`);
        return failed ? failure(failed.Code ?? '', failed.SenderFault === true) : { kind: 'later' };
      });
    } catch (error) {
      const outcome: BatchOutcome =
        error instanceof SNSServiceException ? failure(error.name, false) : { kind: 'later' };
      return requests.map(() => outcome);
    }
  }
}

type Taken = Pick<PublishBatchResultEntry, 'MessageId' | 'SequenceNumber'>;

function sent({ MessageId, SequenceNumber }: Taken): BatchOutcome {
  if (MessageId === undefined) return { kind: 'later' };
  const sequence = SequenceNumber === undefined ? {} : { sequenceNumber: SequenceNumber };
  return { kind: 'sent', snsMessageId: MessageId, ...sequence };
}

function failure(code: string, senderFault: boolean): BatchOutcome {
  const name = code.replace(/Exception$/, '');
  if (passing.includes(name)) return { kind: 'busy' };
  return { kind: senderFault || final.includes(name) ? 'refused' : 'later' };
}

function publication({
  payloads,
  fifo,
  ...request
}: TopicRequest): Omit<PublishBatchRequestEntry, 'Id'> & { Message: string } {
  return {
    MessageStructure: 'json',
    Message: JSON.stringify({
      default: payloads.default,
      ...(payloads.email === undefined ? {} : { email: payloads.email }),
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
