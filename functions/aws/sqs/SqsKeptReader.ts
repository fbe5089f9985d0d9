import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type MessageAttributeValue,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { KeptAttribute, KeptMessage, KeptReader } from '../../topics/KeptReader.ts';

/** Longer than the function may run. */
const HIDDEN_SECONDS = 60;

/** By which SNS says why a message is kept. */
const reasons = ['RequestID', 'ErrorCode', 'ErrorMessage'];

/** Subscribers' queues in SQS. */
export class SqsKeptReader implements KeptReader {
  readonly #sqs: SQSClient;
  readonly #urls = new Map<string, string>();

  constructor(sqs: SQSClient) {
    this.#sqs = sqs;
  }

  async count(name: string): Promise<number> {
    const QueueUrl = await this.#url(name);
    if (QueueUrl === null) return 0;
    const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await this.#sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counted] }),
    );
    return counted.reduce((sum, attribute) => sum + Number(Attributes?.[attribute] ?? 0), 0);
  }

  async receive(name: string): Promise<readonly KeptMessage[]> {
    const QueueUrl = await this.#url(name);
    if (QueueUrl === null) return [];
    const { Messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        // A short poll may miss messages that are there.
        WaitTimeSeconds: 1,
        VisibilityTimeout: HIDDEN_SECONDS,
        MessageSystemAttributeNames: ['MessageGroupId', 'MessageDeduplicationId'],
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages.map(({ Body = '', ReceiptHandle = '', Attributes = {}, MessageAttributes }) => ({
      body: Body,
      ...(MessageAttributes === undefined ? {} : { attributes: attributesIn(MessageAttributes) }),
      receipt: ReceiptHandle,
      ...(Attributes.MessageGroupId === undefined ? {} : { groupId: Attributes.MessageGroupId }),
      ...(Attributes.MessageDeduplicationId === undefined
        ? {}
        : { deduplicationId: Attributes.MessageDeduplicationId }),
    }));
  }

  async remove(name: string, { receipt }: KeptMessage): Promise<void> {
    const QueueUrl = (await this.#url(name)) ?? undefined;
    await this.#sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
  }

  async release(name: string, { receipt }: KeptMessage): Promise<void> {
    const QueueUrl = (await this.#url(name)) ?? undefined;
    await this.#sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 }),
    );
  }

  async #url(name: string): Promise<string | null> {
    const known = this.#urls.get(name);
    if (known !== undefined) return known;
    try {
      const { QueueUrl = '' } = await this.#sqs.send(new GetQueueUrlCommand({ QueueName: name }));
      // Of the last subscriber alone, so that the map does not grow.
      this.#urls.clear();
      this.#urls.set(name, QueueUrl);
      return QueueUrl;
    } catch (error) {
      if (error instanceof QueueDoesNotExist) return null;
      throw error;
    }
  }
}

function attributesIn(attributes: Readonly<Record<string, MessageAttributeValue>>): Record<string, KeptAttribute> {
  const own = Object.entries(attributes).filter(([name]) => !reasons.includes(name));
  return Object.fromEntries(
    own.map(([name, { DataType = 'String', StringValue, BinaryValue }]) => [
      name,
      {
        DataType,
        ...(StringValue === undefined ? {} : { StringValue }),
        ...(BinaryValue === undefined ? {} : { BinaryValue }),
      },
    ]),
  );
}
