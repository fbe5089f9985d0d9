import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { topicTables } from './topicTables.ts';

export interface TopicsStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
}

/** Topics that admins make, their subscribers, and the devices that follow them. */
export class TopicsStack extends CapabilityStack {
  constructor(scope: Construct, id: string, { bundles, storage, messaging, api, stepUp }: TopicsStackProps) {
    super(scope, id, 'topics');
    const { devices, topics } = storage;
    const createOrDeleteTopic = new LambdaFunction(this, 'createOrDeleteTopic', {
      bundles,
      grants: [
        may(topics, 'get', 'update', 'delete', 'query'),
        // Requests to follow a topic that is deleted.
        may(devices, 'update', 'delete'),
        may(messaging.topics, 'create', 'delete', 'subscribe'),
      ],
      environment: {
        TOPIC_ARN_PREFIX: messaging.topics.arnPrefix,
        FROM_TOPICS_QUEUE_ARN: messaging.queues.fromTopics.queueArn,
      },
    });
    const applySubscriber = new LambdaFunction(this, 'applySubscriber', {
      bundles,
      grants: [
        may(topics, 'get', 'update', 'delete'),
        may(messaging.topics, 'subscribe', 'unsubscribe', 'configureSubscription'),
      ],
    });
    const readSubscriberStates = new LambdaFunction(this, 'readSubscriberStates', {
      bundles,
      grants: [may(messaging.topics, 'readSubscription')],
    });
    new FieldResolvers(this, 'Fields', {
      capability: 'topics',
      bundles,
      api,
      dataSources: { createOrDeleteTopic, applySubscriber, readSubscriberStates, ...topicTables(storage) },
      steps: stepUp.fields.steps,
    });
  }
}
