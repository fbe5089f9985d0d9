import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';
import { readMessages } from './readMessages.ts';
import { sending } from './sending.ts';

/** Behind the stream of messages: sends small ones, and passes the work of the others on. */
export class Dispatch extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryStackProps) {
    super(scope, id);
    const { bundles, breaker, rates } = props;
    const dispatch = new LambdaFunction(this, 'dispatch', {
      bundles,
      grants: sending(props),
      environment: { SENDS_PER_SECOND: `${rates.perWorker}`, BREAKER_SETTINGS: JSON.stringify(breaker) },
      timeout: WORK_TIMEOUT,
    });
    const redeliveries = {
      eventName: ['INSERT'],
      dynamodb: { NewImage: { sk: { S: FilterRule.beginsWith('REDELIVERY#') } } },
    };
    readMessages(dispatch, props, {
      batchSize: 10,
      parallelizationFactor: 10,
      attributes: { status: { S: FilterRule.or('ACCEPTED', 'CANCELLED') } },
      also: [redeliveries],
    });
  }
}
