import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { answersLogged } from './answersLogged.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Behind the queue `fanOut`: opens deliveries of large audiences and failed ones, ends what nobody answered. */
export class LargeWork extends Construct {
  constructor(scope: Construct, id: string, { answerHours, bundles, messaging, storage }: DeliveryStackProps) {
    super(scope, id);
    const { messages, deliveries, devices, platforms: breakers } = storage;
    const { prompt, bulk, fanOut, ordered } = messaging.queues;
    const largeWork = new LambdaFunction(this, 'largeWork', {
      bundles,
      grants: [
        may(messages, 'get', 'put', 'update'),
        may(deliveries, 'batchGet', 'put', 'query', 'update'),
        may(devices.index('byPlatform'), 'query'),
        may(breakers, 'query'),
        ...[prompt, bulk, ordered].map((queue) => may(queue, 'send')),
        may(fanOut, 'send', 'postpone'),
      ],
      environment: { ANSWER_HOURS: answersLogged(answerHours) },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'A large audience goes back into the queue until all of its deliveries are open.',
    });
    workOff(largeWork, fanOut, { maxConcurrency: 4 });
  }
}
