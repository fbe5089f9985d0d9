import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { readStream, type StreamProps } from '../shared/eventSources.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

export interface ReadProps extends Pick<StreamProps, 'batchSize' | 'maxBatchingWindow' | 'parallelizationFactor'> {
  /** What the messages must have, as a filter of the stream's new image. @default - all messages */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** More filters. @default - none */
  readonly also?: readonly Readonly<Record<string, unknown>>[];
}

/** Has the function read new and changed messages, and what `also` filters. */
export function readMessages(
  reader: LambdaFunction,
  { storage, messaging }: DeliveryStackProps,
  { attributes = {}, also = [], ...props }: ReadProps,
): void {
  readStream(reader, storage.messages, {
    ...props,
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
