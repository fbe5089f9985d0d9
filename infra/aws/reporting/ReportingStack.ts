import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { BreakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import { ANSWERS_PREFIX, FEED_PREFIX, MARK_PREFIX } from '../../../functions/rules/keys.ts';
import type { ApiStack } from '../api/ApiStack.ts';
import type { DeliveryStack } from '../delivery/DeliveryStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { readStream } from '../shared/eventSources.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface ReportingStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  readonly delivery: DeliveryStack;
  readonly breaker: BreakerSettings;
}

/** From the ledger's stream to its counts, its events and the subscribers. */
export class ReportingStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: ReportingStackProps) {
    super(scope, id, 'live reports');
    const { bundles, storage, api, stepUp, delivery } = props;
    const { deliveries } = storage;
    this.#reportDeliveries(props);
    new FieldResolvers(this, 'Fields', {
      capability: 'reporting',
      bundles,
      api,
      dataSources: { openFeed: { table: deliveries, grants: [may(deliveries.keysLike(`${FEED_PREFIX}*`), 'put')] } },
      steps: { ...stepUp.fields.steps, ...delivery.fields.steps },
    });
  }

  #reportDeliveries({ bundles, storage, messaging, api, breaker }: ReportingStackProps): void {
    const { messages, deliveries, platforms } = storage;
    const reportDeliveries = new LambdaFunction(this, 'reportDeliveries', {
      bundles,
      grants: [
        may(messages, 'get', 'update'),
        may(deliveries, 'get', 'batchGet', 'query', 'update', 'put'),
        may(platforms, 'update'),
        may(api.mutation('reportDeliveries'), 'call'),
      ],
      environment: { BREAKER_SETTINGS: JSON.stringify(breaker) },
      timeout: Duration.seconds(60),
    });
    readStream(reportDeliveries, deliveries, {
      batchSize: 1_000,
      // What happens within a second becomes one report a user and one of the progress.
      maxBatchingWindow: Duration.seconds(1),
      // More batches of a shard at once keep the order of each item's records, not that of a message's.
      parallelizationFactor: 1,
      // A record that is given up leaves its message's counts wrong: only what fails for hours is.
      retryAttempts: 200,
      deadLetters: messaging.deadLetters.uncounted,
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { NewImage: { sk: { S: FilterRule.beginsWith('DELIVERY#') } } },
        }),
        FilterCriteria.filter({
          eventName: ['INSERT'],
          dynamodb: { NewImage: { sk: { S: FilterRule.beginsWith(ANSWERS_PREFIX) } } },
        }),
        FilterCriteria.filter({
          eventName: ['INSERT'],
          dynamodb: { NewImage: { sk: { S: FilterRule.beginsWith(MARK_PREFIX) } } },
        }),
        FilterCriteria.filter({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: {
            NewImage: { sk: { S: FilterRule.isEqual('COUNTER') }, expected: { N: FilterRule.exists() } },
            OldImage: { expected: { N: FilterRule.notExists() } },
          },
        }),
      ],
    });
  }
}
