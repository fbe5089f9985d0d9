import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { readStream } from '../shared/eventSources.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Has the function read new and changed messages that have these attributes, and what `also` filters. */
export function readMessages(
  reader: LambdaFunction,
  { storage, messaging }: DeliveryStackProps,
  attributes: Readonly<Record<string, unknown>>,
  also: readonly Readonly<Record<string, unknown>>[] = [],
): void {
  readStream(reader, storage.messages, {
    batchSize: 10,
    parallelizationFactor: 10,
    // What fails goes to the queue. A record comes again only while that fails too, as long as the stream has it.
    maxRecordAge: Duration.hours(23),
    deadLetters: messaging.deadLetters.undispatched,
    filters: [
      FilterCriteria.filter({
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { sk: { S: FilterRule.isEqual('MESSAGE') }, ...attributes } },
      }),
      ...also.map((filter) => FilterCriteria.filter(filter)),
    ],
  });
}
