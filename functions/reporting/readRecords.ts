import type { DynamoDBRecord } from 'aws-lambda';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import type { PassedMark } from '../delivery/Marks.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { ANSWERS_PREFIX, MARK_PREFIX } from '../rules/keys.ts';
import type { AnswersRow } from '../rules/reporting/AnswersRow.ts';
import type { CountedChange } from '../rules/reporting/countChanges.ts';
import { paddedSequenceNumber } from '../rules/reporting/DeliveryChange.ts';

/** The records of one message in a batch of the stream. */
export interface MessageRecords {
  /** Empty if only a mark, or the number of deliveries to expect, was written. */
  readonly changes: CountedChange[];
  readonly marks: PassedMark[];
  /** The first record's, unpadded: a repetition begins there. */
  readonly firstSequenceNumber: string;
}

/** Returns the records of the Deliveries table's stream by message, in stream order. */
export function readRecords(records: readonly DynamoDBRecord[]): ReadonlyMap<string, MessageRecords> {
  const byMessage = new Map<string, MessageRecords>();
  for (const { dynamodb } of records) {
    const { NewImage: after, OldImage: before, SequenceNumber: sequenceNumber } = dynamodb ?? {};
    const { pk, sk } = after ?? {};
    if (after === undefined || sequenceNumber === undefined || !pk?.S?.startsWith('MESSAGE#')) continue;
    const messageId = pk.S.slice('MESSAGE#'.length);
    const message = byMessage.get(messageId) ?? { changes: [], marks: [], firstSequenceNumber: sequenceNumber };
    byMessage.set(messageId, message);
    const padded = paddedSequenceNumber(sequenceNumber);
    if (sk?.S?.startsWith(ANSWERS_PREFIX)) {
      message.changes.push({ sequenceNumber: padded, answers: rowOf<AnswersRow>(after) });
    }
    if (sk?.S?.startsWith(MARK_PREFIX)) {
      message.marks.push({ id: sk.S.slice(MARK_PREFIX.length), sequenceNumber: padded });
    }
    if (!sk?.S?.startsWith('DELIVERY#')) continue;
    message.changes.push({
      sequenceNumber: padded,
      before: before === undefined ? null : rowOf<DeliveryRow>(before),
      after: rowOf<DeliveryRow>(after),
    });
  }
  return byMessage;
}
