// Runs in APPSYNC_JS too.

/** An expression of DynamoDB's, with plain values: each side turns them into what its client takes. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What must hold for a row to be written. */
export interface Condition extends Expression {
  /** Whether the row that is in the way is told. Off unless set. */
  readonly returnsRow?: boolean;
}

export const ifAbsent: Condition = { expression: 'attribute_not_exists(pk)' };

export const ifPresent: Condition = { expression: 'attribute_exists(pk)' };
