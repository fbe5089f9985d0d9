import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';
import { sending } from './sending.ts';

/** Behind the queues `prompt` and `bulk`: takes messages on, and sends chunks of deliveries. */
export class Work extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    const { bundles, messaging, breaker, rates } = props;
    const { prompt, bulk } = messaging.queues;
    const work = new LambdaFunction(this, 'work', {
      bundles,
      grants: [...sending(props), ...[prompt, bulk].map((queue) => may(queue, 'postpone'))],
      environment: {
        SENDS_PER_SECOND: `${rates.perWorker}`,
        BREAKER_SETTINGS: JSON.stringify(breaker),
      },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'Deliveries that SNS does not take now go back into the queues until they are done.',
    });
    workOff(work, prompt, { maxConcurrency: 10 });
    workOff(work, bulk, { maxConcurrency: rates.workers });
  }
}
