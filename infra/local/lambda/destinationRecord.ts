import type { JsonObject, JsonValue } from '../platform/Json.ts';
import type { InvocationResult } from './FunctionPool.ts';

/** The function and invocation that a record is about. */
export interface RecordHead {
  readonly time: number;
  readonly requestId: string;
  readonly functionArn: string;
}

/**
 * Returns what a destination of an asynchronous invocation receives.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function destinationRecord(
  head: RecordHead,
  condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded',
  approximateInvokeCount: number,
  invocation: { readonly payload: string; readonly version: string; readonly result: InvocationResult | undefined },
): JsonObject {
  const { result } = invocation;
  const requestPayload: JsonValue = JSON.parse(invocation.payload);
  const responsePayload: JsonValue = result === undefined ? null : JSON.parse(result.payload);
  return {
    version: '1.0',
    ...recordHead(head, condition, approximateInvokeCount),
    requestPayload,
    ...(result === undefined ? {} : { ...responseContext(invocation.version, result.failed), responsePayload }),
  };
}

/** The place of a batch in its stream. Times are milliseconds since the epoch. */
export interface StreamBatch {
  readonly shardId: string;
  readonly streamArn: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly firstArrival: number;
  readonly lastArrival: number;
  readonly size: number;
}

/**
 * Returns what the on-failure destination of a stream receives: where the records are, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function streamFailureRecord(
  head: RecordHead,
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
  approximateInvokeCount: number,
  version: string,
  batch: StreamBatch,
): JsonObject {
  return {
    ...recordHead(head, condition, approximateInvokeCount),
    ...(approximateInvokeCount === 0 ? {} : responseContext(version, true)),
    version: '1.0',
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: batch.startSequenceNumber,
      endSequenceNumber: batch.endSequenceNumber,
      approximateArrivalOfFirstRecord: seconds(batch.firstArrival),
      approximateArrivalOfLastRecord: seconds(batch.lastArrival),
      batchSize: batch.size,
      streamArn: batch.streamArn,
    },
  };
}

function recordHead(head: RecordHead, condition: string, approximateInvokeCount: number): JsonObject {
  return {
    timestamp: new Date(head.time).toISOString(),
    requestContext: { requestId: head.requestId, functionArn: head.functionArn, condition, approximateInvokeCount },
  };
}

function responseContext(executedVersion: string, failed: boolean): JsonObject {
  return { responseContext: { statusCode: 200, executedVersion, ...(failed ? { functionError: 'Unhandled' } : {}) } };
}

function seconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
