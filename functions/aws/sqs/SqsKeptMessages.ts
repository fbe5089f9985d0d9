import { randomBytes } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { KeptMessages } from '../../topics/KeptMessages.ts';

const KEPT_SECONDS = 14 * 24 * 3_600;
const NAME_BYTES = 12;

export interface SqsKeptMessagesProps {
  /** The queues' ARNs up to the last part of their names. */
  readonly arnPrefix: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A queue in SQS for each subscriber. SNS sends there what the subscriber did not take. */
export class SqsKeptMessages implements KeptMessages {
  readonly #sqs: SQSClient;
  readonly #props: SqsKeptMessagesProps;

  constructor(sqs: SQSClient, props: SqsKeptMessagesProps) {
    this.#sqs = sqs;
    this.#props = props;
  }

  /** The dead-letter queue of a FIFO topic is a FIFO queue. */
  nameFor(topicArn: string): string {
    const prefix = this.#props.arnPrefix.split(':').at(-1);
    return `${prefix}${randomBytes(NAME_BYTES).toString('hex')}${isFifo(topicArn) ? '.fifo' : ''}`;
  }

  async prepare(name: string, topicArn: string): Promise<string> {
    const arn = [...this.#props.arnPrefix.split(':').slice(0, 5), name].join(':');
    const Attributes = {
      MessageRetentionPeriod: `${KEPT_SECONDS}`,
      SqsManagedSseEnabled: 'true',
      Policy: policyOf(arn, topicArn),
      ...(isFifo(topicArn) ? { FifoQueue: 'true' } : {}),
    };
    await this.#sqs.send(new CreateQueueCommand({ QueueName: name, Attributes, tags: this.#props.tags }));
    return arn;
  }

  async discard(name: string): Promise<void> {
    try {
      const { QueueUrl } = await this.#sqs.send(new GetQueueUrlCommand({ QueueName: name }));
      await this.#sqs.send(new DeleteQueueCommand({ QueueUrl }));
    } catch (error) {
      if (!(error instanceof QueueDoesNotExist)) throw error;
    }
  }
}

function isFifo(topicArn: string): boolean {
  return topicArn.endsWith('.fifo');
}

/** Returns the queue's policy: SNS may send for the topic, and nobody without TLS. */
function policyOf(queueArn: string, topicArn: string): string {
  const Resource = queueArn;
  const send = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource };
  const plain = { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...send, Condition: { ArnEquals: { 'aws:SourceArn': topicArn } } },
      { ...plain, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
  });
}
