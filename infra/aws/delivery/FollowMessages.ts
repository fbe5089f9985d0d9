import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';
import { readMessages } from './readMessages.ts';

/**
 * Behind the stream of messages: has those for later scheduled, and reports every status live. One function does both,
 * since a shard of a stream takes two readers, and `dispatch` is one.
 */
export class FollowMessages extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    const { bundles, storage, messaging, api } = props;
    const followMessages = new LambdaFunction(this, 'followMessages', {
      bundles,
      grants: [
        may(messaging.queues.prompt, 'send'),
        may(messaging.schedules, 'create', 'delete'),
        may(storage.messages, 'get'),
        may(storage.deliveries, 'get', 'batchGet'),
        may(api.mutation('reportDeliveries'), 'call'),
      ],
      timeout: WORK_TIMEOUT,
    });
    // What happens to a message within a second is one report.
    readMessages(followMessages, props, {
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 1,
    });
  }
}
