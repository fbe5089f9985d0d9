import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Settings } from '../settings/readSettings.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { Installation } from '../shared/Installation.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { keepPushes } from './keepPushes.ts';
import { makingTopics } from './makingTopics.ts';
import { sweepTopics } from './sweepTopics.ts';
import { topicTables } from './topicTables.ts';
import { watchSubscribers } from './watchSubscribers.ts';

export interface TopicsStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  readonly settings: Pick<Settings, 'topicSuccessSampleRate' | 'suspendAfterDays' | 'tags'>;
}

/** Topics that admins make, their subscribers, and the devices that follow them. */
export class TopicsStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: TopicsStackProps) {
    super(scope, id, 'topics');
    const { bundles, storage, messaging, api, stepUp, settings } = props;
    const { devices, topics } = storage;
    const watcher = watchSubscribers(this, props);
    const making = makingTopics(messaging, watcher, settings);
    const createOrDeleteTopic = new LambdaFunction(this, 'createOrDeleteTopic', {
      bundles,
      grants: [
        may(topics, 'get', 'update', 'delete', 'query'),
        // Requests to follow a topic that is deleted.
        may(devices, 'update', 'delete'),
        may(messaging.topics, 'create', 'delete'),
        may(messaging.kept, 'find', 'delete'),
        ...making.grants,
      ],
      environment: making.environment,
    });
    // Mends topics that an earlier version or other settings made.
    new LambdaFunction(this, 'mendTopics', {
      bundles,
      functionName: `${Installation.of(this).id}-mendTopics`,
      grants: [
        may(topics, 'query', 'update'),
        may(messaging.topics, 'listSubscriptions'),
        may(messaging.kept, 'create', 'tag'),
        ...making.grants,
      ],
      environment: { ...making.environment, NOT_PUSHED_QUEUE_ARN: messaging.queues.notPushed.queueArn },
      timeout: Duration.minutes(15),
    });
    sweepTopics(this, props, making);
    keepPushes(this, props);
    const applySubscriber = new LambdaFunction(this, 'applySubscriber', {
      bundles,
      grants: [
        may(topics, 'get', 'update', 'delete'),
        may(messaging.topics, 'subscribe', 'unsubscribe', 'configureSubscription'),
        may(messaging.kept, 'create', 'tag', 'find', 'delete'),
      ],
      environment: making.tags,
    });
    const readSubscriberStates = new LambdaFunction(this, 'readSubscriberStates', {
      bundles,
      grants: [may(messaging.topics, 'readSubscription')],
    });
    new FieldResolvers(this, 'Fields', {
      capability: 'topics',
      bundles,
      api,
      dataSources: {
        createOrDeleteTopic,
        applySubscriber,
        readSubscriberStates,
        redeliverToSubscriber: messaging.redeliverToSubscriber,
        ...topicTables(storage),
      },
      steps: stepUp.fields.steps,
    });
  }
}
