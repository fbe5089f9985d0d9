import type { Construct } from 'constructs';
import type { BreakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import type { ApiStack } from '../api/ApiStack.ts';
import { recordActs } from '../audit/recordActs.ts';
import type { BreakerStack } from '../breaker/BreakerStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { may } from '../shared/may.ts';
import type { SendingRates } from '../shared/sendingRates.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { Dispatch } from './Dispatch.ts';
import { FollowMessages } from './FollowMessages.ts';
import { GiveUp } from './GiveUp.ts';
import { LargeWork } from './LargeWork.ts';
import { PublishToTopics } from './PublishToTopics.ts';
import { Sweep } from './Sweep.ts';
import { Work } from './Work.ts';

export interface DeliveryStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  readonly breakers: BreakerStack;
  /** Hours in which a push service answers. */
  readonly answerHours: number;
  readonly breaker: BreakerSettings;
  readonly rates: SendingRates;
}

/** From an accepted message to SNS, and the ledger of its deliveries. */
export class DeliveryStack extends CapabilityStack {
  readonly fields: FieldResolvers<'delivery'>;

  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id, 'delivery');
    const { bundles, storage, api, stepUp, breakers } = props;
    const { messages, deliveries } = storage;
    new Dispatch(this, 'Dispatch', props);
    new FollowMessages(this, 'FollowMessages', props);
    new Work(this, 'Work', props);
    new PublishToTopics(this, 'PublishToTopics', props);
    new LargeWork(this, 'LargeWork', props);
    new GiveUp(this, 'GiveUp', props);
    new Sweep(this, 'Sweep', props);
    this.fields = new FieldResolvers(this, 'Fields', {
      capability: 'delivery',
      bundles,
      api,
      dataSources: {
        readOwnMessage: { table: messages, grants: [may(messages, 'get')] },
        readDeliveries: { table: deliveries, grants: [may(deliveries, 'get', 'query')] },
        readInbox: { table: deliveries, grants: [may(deliveries.index('byUser'), 'query')] },
        readInboxMessages: { table: messages, grants: [may(messages, 'batchGet')] },
        acceptRedelivery: { table: messages, grants: [may(messages, 'put'), ...recordActs(storage)] },
        readRedeliveries: { table: messages, grants: [may(messages, 'get')] },
        // get: AppSync reads the row again when its condition fails.
        acknowledgeDelivery: { table: deliveries, grants: [may(deliveries, 'update', 'get')] },
      },
      steps: { ...stepUp.fields.steps, ...breakers.fields.steps },
    });
  }
}
