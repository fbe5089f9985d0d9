import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import { recordActs } from '../audit/recordActs.ts';
import type { BreakerStack } from '../breaker/BreakerStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import { spendGrant } from '../stepUp/spendGrant.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

/** AppSync ends a request after 30 seconds. These functions answer within 18, and other steps come before them. */
const API_TIMEOUT = Duration.seconds(20);

export interface PublishingStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  readonly breakers: BreakerStack;
}

/** Accepting messages, one or many, and cancelling them. What follows from an accepted message is `delivery`'s. */
export class PublishingStack extends CapabilityStack {
  constructor(scope: Construct, id: string, { bundles, storage, api, stepUp, breakers }: PublishingStackProps) {
    super(scope, id, 'publishing');
    const { messages, deliveries, devices, topics } = storage;
    const cancelMessage = new LambdaFunction(this, 'cancelMessage', {
      bundles,
      grants: [may(messages, 'get'), may(deliveries, 'batchGet', 'query', 'update')],
      environment: { DEVICES_TABLE: devices.tableName },
      timeout: API_TIMEOUT,
    });
    const publishBatch = new LambdaFunction(this, 'publishBatch', {
      bundles,
      grants: [may(messages, 'batchGet', 'get', 'put'), may(devices, 'batchGet'), may(topics, 'batchGet')],
      timeout: API_TIMEOUT,
    });
    const listMessages = new LambdaFunction(this, 'listMessages', {
      bundles,
      grants: [
        may(messages, 'batchGet'),
        may(messages.index('byTime'), 'query'),
        may(messages.index('byPublisher'), 'query'),
      ],
      timeout: API_TIMEOUT,
    });
    new FieldResolvers(this, 'Fields', {
      capability: 'publishing',
      bundles,
      api,
      dataSources: {
        cancelMessage,
        publishBatch,
        listMessages,
        acceptMessage: { table: messages, grants: [may(messages, 'put'), ...spendGrant(storage)] },
        cancelAcceptedMessage: { table: messages, grants: [may(messages, 'update'), ...recordActs(storage)] },
        readMessages: {
          table: messages,
          grants: [may(messages, 'get'), may(messages.index('byPublisher'), 'query')],
        },
      },
      steps: { ...stepUp.fields.steps, ...breakers.fields.steps },
    });
  }
}
