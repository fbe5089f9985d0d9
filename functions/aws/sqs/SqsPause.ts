import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { logFailure } from '../logging/logFailure.ts';

/** The longest pause is 2 to the power of this, in seconds. */
const MOST_DOUBLINGS = 6;

/**
 * Makes failed messages come again after 2, 4, 8 … 64 seconds.
 * The queue's own visibility timeout is long, since it must outlast an invocation that works on a message.
 */
export class SqsPause {
  readonly #sqs: SQSClient;
  readonly #queueUrls: readonly string[];

  /** `queueUrls`: the queues that the records come from. */
  constructor(sqs: SQSClient, queueUrls: readonly string[]) {
    this.#sqs = sqs;
    this.#queueUrls = queueUrls;
  }

  /** Never rejects: without a pause the message comes again after the visibility timeout. */
  async pause({ receiptHandle, attributes, eventSourceARN, messageId }: SQSRecord): Promise<void> {
    const name = eventSourceARN.slice(eventSourceARN.lastIndexOf(':') + 1);
    const QueueUrl = this.#queueUrls.find((url) => url.endsWith(`/${name}`));
    const VisibilityTimeout = 2 ** Math.min(Number(attributes.ApproximateReceiveCount), MOST_DOUBLINGS);
    try {
      await this.#sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }),
      );
    } catch (error) {
      logFailure('A pause was not set', error, { queue: name, sqsMessageId: messageId });
    }
  }
}
