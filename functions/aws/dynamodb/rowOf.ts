import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as StreamValue } from 'aws-lambda';

/** Returns the row of a stream record's image. The types of the stream and of the SDK differ in name only. */
export function rowOf<Row>(image: Record<string, StreamValue>): Row {
  return unmarshall(image as Record<string, AttributeValue>) as Row;
}
