import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';
import { readMessages } from './readMessages.ts';

/** Behind the stream of messages: schedules those for later, and removes the schedules of cancelled ones. */
export class ScheduleMessage extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    const { bundles, messaging } = props;
    const scheduleMessage = new LambdaFunction(this, 'scheduleMessage', {
      bundles,
      grants: [may(messaging.queues.prompt, 'send'), may(messaging.schedules, 'create', 'delete')],
      timeout: WORK_TIMEOUT,
    });
    readMessages(scheduleMessage, props, {
      status: { S: FilterRule.or('SCHEDULED', 'CANCELLED') },
      scheduledAt: { S: FilterRule.exists() },
    });
  }
}
