import type { Message } from '@aws-sdk/client-sqs';
import { knownWordsOf } from '../../functions/aws/logging/knownWordsOf.ts';

/**
 * Returns why a message lies in its queue, from its attributes. Those of EventBridge Scheduler and SNS have the error.
 * `giveUp` and a queue's redrive policy say in which queue the work failed.
 */
export function whyOf({ MessageAttributes = {}, Attributes = {} }: Message): string {
  const text = (name: string) => MessageAttributes[name]?.StringValue;
  const code = text('ERROR_CODE') ?? text('ErrorCode');
  const words = text('ERROR_MESSAGE') ?? text('ErrorMessage');
  const attempts = text('RETRY_ATTEMPTS');
  const parts = [
    ...(code === undefined ? [] : [`error ${code}`]),
    ...(words === undefined ? [] : [`“${knownWordsOf(words)}”`]),
    ...(attempts === undefined ? [] : [`after ${attempts} retries`]),
  ];
  if (parts.length > 0) return parts.join(' ');
  const from = text('failedIn') ?? Attributes.DeadLetterQueueSourceArn?.split(':').at(-1);
  if (from === undefined) return 'it does not say why';
  return `it failed in ${from}: the log of the function behind that queue says why, by these ids`;
}

/** Returns since when a message waits, ISO 8601. A queue's redrive policy keeps the time, `giveUp` writes it down. */
export function sinceOf({ MessageAttributes = {}, Attributes = {} }: Message): string {
  return MessageAttributes.since?.StringValue ?? new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString();
}
