import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../delivery/advanceMessage.ts';
import { GroupedTopicPublisher } from '../delivery/GroupedTopicPublisher.ts';
import { deliveringPorts } from './deliveringPorts.ts';
import { environment } from './environment.ts';
import { logFailure } from './logging/logFailure.ts';
import { SnsTopicPublisher } from './sns/SnsTopicPublisher.ts';
import { snsForSending } from './sns/snsForSending.ts';
import { SqsWorkQueue } from './sqs/SqsWorkQueue.ts';

/** Returns the ports for dispatching and sending, from the function's environment. */
export function sendingPorts(): Ports {
  const sns = snsForSending();
  return {
    ...deliveringPorts(sns),
    publisher: new GroupedTopicPublisher({
      broker: new SnsTopicPublisher(sns),
      wait: (milliseconds) => setTimeout(milliseconds),
      random: Math.random,
      logFailure,
    }),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      bulk: environment('BULK_QUEUE_URL'),
      fanOut: environment('FAN_OUT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
    }),
  };
}
