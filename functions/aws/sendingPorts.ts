import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../delivery/doWork.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { deliveringPorts } from './deliveringPorts.ts';
import { environment } from './environment.ts';
import { log } from './logging/log.ts';
import { snsForSending } from './sns/snsForSending.ts';
import { SqsWorkQueue } from './sqs/SqsWorkQueue.ts';

/** Returns the ports for dispatching and sending, from the function's environment. */
export function sendingPorts(): Ports {
  const sns = snsForSending();
  return {
    ...deliveringPorts(sns),
    log: (message: string, facts: LogFacts) => log('WARN', message, facts),
    queue: new SqsWorkQueue(new SQSClient({}), {
      prompt: environment('PROMPT_QUEUE_URL'),
      bulk: environment('BULK_QUEUE_URL'),
      fanOut: environment('FAN_OUT_QUEUE_URL'),
      ordered: environment('ORDERED_QUEUE_URL'),
      publications: environment('PUBLICATIONS_QUEUE_URL'),
    }),
  };
}
