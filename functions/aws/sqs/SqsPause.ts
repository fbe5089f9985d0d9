import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** Has what failed come again after a pause that grows with every receive, rather than after the queue's own time-out, which is made for workers that died. */
export class SqsPause {
  readonly #sqs: SQSClient;
  readonly #queueUrls: readonly string[];

  /** `queueUrls`: of the queues that records come from. */
  constructor(sqs: SQSClient, queueUrls: readonly string[]) {
    this.#sqs = sqs;
    this.#queueUrls = queueUrls;
  }

  async pause({ receiptHandle, attributes, eventSourceARN }: SQSRecord): Promise<void> {
    const name = eventSourceARN.slice(eventSourceARN.lastIndexOf(':') + 1);
    const QueueUrl = this.#queueUrls.find((url) => url.endsWith(`/${name}`));
    const VisibilityTimeout = 2 ** Math.min(Number(attributes.ApproximateReceiveCount), 6);
    try {
      await this.#sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }),
      );
    } catch (error) {
      console.error('pause failed', { error: error instanceof Error ? error.name : 'unknown' });
    }
  }
}
