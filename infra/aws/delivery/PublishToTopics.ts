import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Behind the queue of publications: what is published to a topic within a second shares calls to SNS. */
export class PublishToTopics extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, messaging }: DeliveryStackProps) {
    super(scope, id);
    const { publications } = messaging.queues;
    const publishToTopics = new LambdaFunction(this, 'publishToTopics', {
      bundles,
      grants: [
        may(storage.messages, 'get', 'update'),
        may(storage.deliveries, 'put'),
        may(storage.topics, 'get'),
        may(messaging.topics, 'publish'),
        may(publications, 'send', 'postpone'),
      ],
      timeout: WORK_TIMEOUT,
      becauseOfLoop: 'Publications that SNS throttles go back into the queue until they are done.',
    });
    // Two at most: more would divide what is to share a call.
    workOff(publishToTopics, publications, {
      maxConcurrency: 2,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
    });
  }
}
