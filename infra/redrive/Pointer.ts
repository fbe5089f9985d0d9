import { isObject, parseObject } from '../../functions/rules/json.ts';

/**
 * Where the records of a table's stream are that a function failed on for good.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export interface Pointer {
  readonly functionArn: string;
  /** Of the last invocation: its log entries have it. */
  readonly requestId: string;
  /** Why Lambda gave up, such as `RetryAttemptsExhausted`. */
  readonly condition: string;
  readonly attempts: number;
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
  /** ISO 8601, of the first and the last record. */
  readonly from: string;
  readonly to: string;
}

/** Parses the message of a stream's failure destination. Returns null for any other text. */
export function parsePointer(body: string): Pointer | null {
  const { requestContext, DDBStreamBatchInfo: batch } = parseObject(body) ?? {};
  if (!isObject(requestContext) || !isObject(batch)) return null;
  const pointer = {
    functionArn: requestContext.functionArn,
    requestId: requestContext.requestId,
    condition: requestContext.condition,
    streamArn: batch.streamArn,
    shardId: batch.shardId,
    first: batch.startSequenceNumber,
    last: batch.endSequenceNumber,
    from: batch.approximateArrivalOfFirstRecord,
    to: batch.approximateArrivalOfLastRecord,
  };
  if (!isTexts(pointer)) return null;
  return { ...pointer, attempts: Number(requestContext.approximateInvokeCount) };
}

function isTexts<Name extends string>(value: Readonly<Record<Name, unknown>>): value is Readonly<Record<Name, string>> {
  return Object.values(value).every((member) => typeof member === 'string');
}

/** Returns the table of a stream, from its ARN `arn:aws:dynamodb:<region>:<account>:table/<name>/stream/<label>`. */
export function tableOf({ streamArn }: Pointer): string {
  return streamArn.split('/')[1] ?? '';
}
