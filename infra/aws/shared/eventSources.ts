import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import {
  DynamoEventSource,
  type DynamoEventSourceProps,
  SqsDlq,
  SqsEventSource,
} from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Table } from '../storage/Table.ts';
import { acknowledge } from './acknowledge.ts';
import type { LambdaFunction } from './LambdaFunction.ts';

type Settled = 'startingPosition' | 'reportBatchItemFailures' | 'bisectBatchOnError' | 'onFailure';

export interface StreamProps extends Omit<DynamoEventSourceProps, Settled> {
  /** Where pointers to the records go that fail for good. */
  readonly deadLetters: Queue;
}

/** Has the function read the table's stream from its beginning, and retry the records that failed alone. */
export function readStream(reader: LambdaFunction, table: Table, { deadLetters, ...props }: StreamProps): void {
  reader.addEventSource(
    // TableV2 declares its stream's ARN as possibly undefined, ITable as possibly absent.
    new DynamoEventSource(table as ITable, {
      ...props,
      startingPosition: StartingPosition.TRIM_HORIZON,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      onFailure: new SqsDlq(deadLetters),
    }),
  );
}

export interface WorkProps {
  /** Invocations at once: at least 2, which is Lambda's minimum. */
  readonly maxConcurrency: number;
  /** @default 1 */
  readonly batchSize?: number;
  /** @default - none */
  readonly maxBatchingWindow?: Duration;
}

/** Has the function work off the queue, and retry the messages that failed alone. */
export function workOff(worker: LambdaFunction, queue: Queue, { batchSize = 1, ...props }: WorkProps): void {
  worker.addEventSource(new SqsEventSource(queue, { ...props, batchSize, reportBatchItemFailures: true }));
  acknowledge(worker, 'Serverless-LambdaEventSourceMappingDestination', 'The queue has a dead-letter queue.');
}
