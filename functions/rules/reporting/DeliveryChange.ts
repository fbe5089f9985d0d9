import type { DeliveryRow } from '../delivery/DeliveryRow.ts';

/** One write to a row of the ledger, as the table's stream tells it. */
export interface DeliveryChange {
  /** The stream's sequence number, padded: see `paddedSequenceNumber`. */
  readonly sequenceNumber: string;
  /** Null for a new row. */
  readonly before: DeliveryRow | null;
  readonly after: DeliveryRow;
}

/** Stream sequence numbers are decimal, of up to 40 digits: so padded, their string order is their order. */
export function paddedSequenceNumber(sequenceNumber: string): string {
  return sequenceNumber.padStart(40, '0');
}
