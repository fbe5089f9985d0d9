import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Behind the queues of work that failed: makes the failure known, and keeps the work. */
export class GiveUp extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, messaging }: DeliveryStackProps) {
    super(scope, id);
    const { messages, deliveries, devices } = storage;
    const { failing, orderedFailing, givenUp, ordered, prompt } = messaging.queues;
    const giveUp = new LambdaFunction(this, 'giveUp', {
      bundles,
      grants: [
        may(messages, 'delete', 'get', 'query', 'update'),
        may(deliveries, 'batchGet', 'query', 'update'),
        may(givenUp, 'send'),
        may(ordered, 'send'),
      ],
      environment: { DEVICES_TABLE: devices.tableName, PROMPT_QUEUE_URL: prompt.queueUrl },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'It wakes the group queue behind a message that failed, and so does the next one that fails.',
    });
    for (const queue of [failing, orderedFailing]) workOff(giveUp, queue, { maxConcurrency: 2 });
  }
}
