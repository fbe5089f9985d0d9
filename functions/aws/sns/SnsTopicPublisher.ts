import {
  type MessageAttributeValue,
  PublishBatchCommand,
  type PublishBatchRequestEntry,
  type PublishBatchResultEntry,
  PublishCommand,
  type SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { BatchBroker, BatchOutcome } from '../../delivery/publishTogether.ts';
import type { TopicOutcome, TopicPublisher, TopicRequest } from '../../delivery/TopicPublisher.ts';
import { fcmPayload, pushAttributes, textAttribute } from './pushAttributes.ts';

const platforms = ['APNS', 'APNS_SANDBOX', 'FCM'] as const;

/** Errors that a repetition would have again. */
const permanent = ['InvalidParameter', 'InvalidParameterValue', 'NotFound', 'InvalidSecurity'];
/** Errors that a repetition may not have (Amazon SNS API Reference, "Common Errors"). */
const transient = [
  'Throttled',
  'Throttling',
  'InternalError',
  'InternalFailure',
  'ServiceUnavailable',
  'KMSThrottling',
];

/** Publishes to SNS topics. */
export class SnsTopicPublisher implements BatchBroker, TopicPublisher {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  /** Counts the names of members too, which SNS does not. */
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
  if (transient.includes(name)) return { kind: 'busy' };
  return { kind: senderFault || permanent.includes(name) ? 'refused' : 'later' };
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
      GCM: fcmPayload(payloads.FCM),
    }),
    // A FIFO topic delivers to queues only, and SQS refuses the names of the push attributes.
    ...(fifo === null
      ? { MessageAttributes: { ...ownAttributes(request), ...pushAttributes(platforms, request) } }
      : {
          MessageAttributes: ownAttributes(request),
          MessageGroupId: fifo.groupId,
          MessageDeduplicationId: fifo.deduplicationId,
        }),
  };
}

function ownAttributes({ attributes }: Pick<TopicRequest, 'attributes'>): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'number' ? { DataType: 'Number', StringValue: `${value}` } : textAttribute(`${value}`),
    ]),
  );
}
