import type { DeliveryRow } from '../delivery/DeliveryRow.ts';
import type { AnswersRow } from './AnswersRow.ts';

/** One write to a row of the ledger, from the stream of the table. */
export interface DeliveryChange {
  /** The stream's sequence number, padded (`paddedSequenceNumber`). */
  readonly sequenceNumber: string;
  /** Null for a new row. */
  readonly before: DeliveryRow | null;
  readonly after: DeliveryRow;
}

/** A row of counted answers to a topic's message, from the same stream. It is written once. */
export interface AnswersChange {
  readonly sequenceNumber: string;
  readonly answers: AnswersRow;
}

/** Pads a sequence number of the stream, a decimal number of up to 40 digits, so that string order is number order. */
export function paddedSequenceNumber(sequenceNumber: string): string {
  return sequenceNumber.padStart(40, '0');
}
