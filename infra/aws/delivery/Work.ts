import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';
import { sending } from './sending.ts';

/** Behind the queues: sends chunks of deliveries, and finds the devices of large audiences. */
export class Work extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    const { bundles, storage, messaging, breaker, rates } = props;
    const { prompt, bulk, fanOut } = messaging.queues;
    const work = new LambdaFunction(this, 'work', {
      bundles,
      grants: [
        ...sending(props),
        may(storage.devices.index('byPlatform'), 'query'),
        ...[prompt, bulk, fanOut].map((queue) => may(queue, 'postpone')),
      ],
      environment: { SENDS_PER_SECOND: `${rates.perWorker}`, BREAKER_SETTINGS: JSON.stringify(breaker) },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'A large audience and deliveries that SNS throttles go back into the queues until they are done.',
    });
    workOff(work, prompt, { maxConcurrency: 10 });
    workOff(work, bulk, { maxConcurrency: rates.workers });
    workOff(work, fanOut, { maxConcurrency: 4 });
  }
}
