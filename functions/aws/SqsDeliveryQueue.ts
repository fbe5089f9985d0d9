import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryChunk, DeliveryQueue } from '../dispatch/DeliveryQueue.ts';

/** SQS takes ten messages a batch, and answers success when one of them passed. */
const BATCH = 10;

/** The delivery queue in SQS. */
export class SqsDeliveryQueue implements DeliveryQueue {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;

  constructor(sqs: SQSClient, queueUrl: string) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  async add(chunks: readonly DeliveryChunk[], delaySeconds: number): Promise<void> {
    for (let start = 0; start < chunks.length; start += BATCH) {
      const Entries = chunks.slice(start, start + BATCH).map((chunk, index) => ({
        Id: `${index}`,
        MessageBody: JSON.stringify(chunk),
        DelaySeconds: delaySeconds,
      }));
      const { Failed } = await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
      const failed = Failed?.[0];
      // The invocation is repeated, and with it every chunk: one that is there twice finds its deliveries settled.
      if (failed !== undefined) throw new Error(`SQS did not take ${Failed?.length} chunks: ${failed.Code}.`);
    }
  }
}
