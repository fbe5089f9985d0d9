import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Account } from './Account.ts';
import type { PlaceName } from './places.ts';

/** Nobody else sees a message meanwhile. A command that was killed leaves it hidden for this long. */
const HIDDEN_SECONDS = 300;
const BATCH = 10;

/** How many messages a queue has, as SQS estimates it. */
export interface Depth {
  readonly visible: number;
  /** Received by somebody and not deleted yet. */
  readonly hidden: number;
}

/** Returns the URL of a place, or of a queue that work goes back to. Throws where the stack does not name it. */
export function queueUrl(
  { outputs }: Account,
  name: PlaceName | 'Prompt' | 'Bulk' | 'FanOut' | 'Ordered' | 'FromTopics',
) {
  const url = outputs[`${name}QueueUrl`];
  if (url === undefined) throw new Error(`The stack has no output ${name}QueueUrl: deploy this version first.`);
  return url;
}

export async function depthOf({ sqs }: Account, QueueUrl: string): Promise<Depth> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

/** Returns the next messages, at most ten, and hides them from others. None: the queue has no visible ones. */
export async function receive({ sqs, waitSeconds }: Account, QueueUrl: string): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: BATCH,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: HIDDEN_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}

export async function remove({ sqs }: Account, QueueUrl: string, { ReceiptHandle }: Message): Promise<void> {
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

/** Lets others see these messages again. */
export async function release({ sqs }: Account, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH) {
    const Entries = messages
      .slice(start, start + BATCH)
      .map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
