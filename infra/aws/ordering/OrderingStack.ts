import type { Construct } from 'constructs';
import type { BreakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { SendingRates } from '../shared/sendingRates.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface OrderingStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly breaker: BreakerSettings;
  /** Minutes. */
  readonly groupHoldMinutes: number;
  readonly rates: SendingRates;
}

/** Messages of one group: each recipient gets them in order. */
export class OrderingStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: OrderingStackProps) {
    super(scope, id, 'message groups');
    this.#sendInOrder(props);
    this.#receiveFromTopic(props);
  }

  #sendInOrder(props: OrderingStackProps): void {
    const { bundles, storage, messaging, platforms, breaker, groupHoldMinutes, rates } = props;
    const { prompt, ordered } = messaging.queues;
    const sendInOrder = new LambdaFunction(this, 'sendInOrder', {
      bundles,
      grants: [
        may(storage.messages, 'delete', 'get', 'put', 'query', 'update'),
        may(storage.deliveries, 'batchGet', 'put', 'update'),
        may(storage.devices, 'check', 'get', 'query', 'update'),
        may(storage.topics, 'get', 'query'),
        may(storage.platforms, 'query', 'update'),
        may(platforms.endpoints, 'publish'),
        may(messaging.topics, 'publish'),
        may(prompt, 'send'),
        may(ordered, 'send', 'postpone'),
      ],
      environment: {
        SENDS_PER_SECOND: `${rates.perWorker}`,
        BREAKER_SETTINGS: JSON.stringify(breaker),
        GROUP_HOLD_MINUTES: `${groupHoldMinutes}`,
      },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'Each message of a group queue wakes the next one.',
    });
    workOff(sendInOrder, ordered, { batchSize: 10, maxConcurrency: 10 });
  }

  #receiveFromTopic({ bundles, storage, messaging }: OrderingStackProps): void {
    const { ordered, fromTopics } = messaging.queues;
    const receiveFromTopic = new LambdaFunction(this, 'receiveFromTopic', {
      bundles,
      grants: [may(storage.messages, 'get', 'update'), may(ordered, 'send'), may(fromTopics, 'postpone')],
      environment: { DELIVERIES_TABLE: storage.deliveries.tableName },
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'A message of a topic wakes the group queue, whose next message goes through the topic again.',
    });
    // One at a time, or those behind one that fails in its group would be received as often, and be given up with it.
    workOff(receiveFromTopic, fromTopics, { maxConcurrency: 10 });
  }
}
