import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { Recurring } from '../shared/Recurring.ts';
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
    const absence = 'Messages that nobody woke stay where they are, and missing answers are not noticed.';
    new Recurring(this, 'Minute', { runs: sweep, minutes: 1, messaging, absence });
  }
}
