import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { type DeliveryChange, paddedSequenceNumber } from '../rules/reporting/DeliveryChange.ts';

/** What a batch of stream records says of one message. */
export interface MessageRecords {
  /** Empty where only the number of deliveries to expect became known. */
  readonly changes: DeliveryChange[];
  /** Of the first record, as the stream gave it: where a repetition has to begin. */
  readonly firstSequenceNumber: string;
}

/** Records of the Deliveries table's stream by message, in stream order. */
export function readRecords(records: readonly DynamoDBRecord[]): ReadonlyMap<string, MessageRecords> {
  const byMessage = new Map<string, MessageRecords>();
  for (const { dynamodb } of records) {
    const { NewImage: after, OldImage: before, SequenceNumber: sequenceNumber } = dynamodb ?? {};
    const { pk, sk } = after ?? {};
    if (after === undefined || sequenceNumber === undefined || !pk?.S?.startsWith('MESSAGE#')) continue;
    const messageId = pk.S.slice('MESSAGE#'.length);
    const message = byMessage.get(messageId) ?? { changes: [], firstSequenceNumber: sequenceNumber };
    byMessage.set(messageId, message);
    if (!sk?.S?.startsWith('DELIVERY#')) continue;
    message.changes.push({
      sequenceNumber: paddedSequenceNumber(sequenceNumber),
      before: before === undefined ? null : rowOf(before),
      after: rowOf(after),
    });
  }
  return byMessage;
}

// The stream's images have the SDK's form; the two packages' types differ in name only.
function rowOf(image: NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>): DeliveryRow {
  return unmarshall(image as Record<string, AttributeValue>) as DeliveryRow;
}
