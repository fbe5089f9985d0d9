/** A change of a row, as a table's stream brings it. */
export interface ChangeRecord<Row> {
  readonly sequenceNumber: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly before: Row | null;
  readonly after: Row | null;
}
