import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { stepUpPushKey } from '../../../functions/rules/keys.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may, usable } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface FeedbackStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
}

/** What the push services said, from SNS's delivery-status logs and failure events into the ledger. */
export class FeedbackStack extends CapabilityStack {
  constructor(scope: Construct, id: string, { bundles, storage, messaging, platforms }: FeedbackStackProps) {
    super(scope, id, 'feedback of push services');
    const { deliveries, devices, stepUpSessions } = storage;
    const { misunderstood, unexplained } = messaging.deadLetters;
    const setAside = usable({
      actions: { send: 'sqs:SendMessage' },
      resources: [misunderstood.queueArn],
      environment: { MISUNDERSTOOD_QUEUE_URL: misunderstood.queueUrl },
    });
    const feedback = new LambdaFunction(this, 'feedback', {
      bundles,
      grants: [
        may(deliveries.index('bySnsMessageId'), 'query'),
        may(deliveries, 'batchGet', 'put', 'update'),
        may(devices, 'get', 'update'),
        // Which pushes asked for an approval, and nothing else of step-up.
        may(stepUpSessions.keysLike(stepUpPushKey('*').pk), 'get'),
        may(platforms.endpoints, 'read'),
        may(setAside, 'send'),
        may(messaging.answers, 'send'),
      ],
      timeout: Duration.seconds(30),
      becauseOfLoop: 'It looks again at pushes that are not known yet, which then go nowhere else.',
    });
    feedback.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(unexplained),
    });
    workOff(feedback, messaging.answers, { maxConcurrency: 2 });
    for (const [index, logGroup] of platforms.deliveryLogs.entries()) {
      new SubscriptionFilter(this, `Log${index}`, {
        logGroup,
        destination: new LambdaDestination(feedback),
        filterPattern: FilterPattern.allEvents(),
      });
    }
    platforms.failures.addSubscription(new LambdaSubscription(feedback, { deadLetterQueue: unexplained }));
  }
}
