import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EveryMinute } from '../shared/EveryMinute.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { answersLogged } from './answersLogged.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Once a minute, finds messages that nobody woke. Less than a minute long, so no two runs are at work. */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, { answerHours, bundles, messaging, storage }: DeliveryStackProps) {
    super(scope, id);
    const { messages, deliveries } = storage;
    const sweep = new LambdaFunction(this, 'sweep', {
      bundles,
      grants: [
        may(messages, 'get', 'update'),
        may(messages.index('due'), 'query'),
        may(deliveries, 'get'),
        may(messaging.queues.prompt, 'send'),
        may(messaging.queues.fanOut, 'send'),
      ],
      environment: { ANSWER_HOURS: answersLogged(answerHours) },
      timeout: Duration.seconds(50),
    });
    const { schedules, deadLetters } = messaging;
    new EveryMinute(this, 'Minute', { runs: sweep, group: schedules.group, missed: deadLetters.missed });
  }
}
