// Runs in APPSYNC_JS too.

/** An expression for DynamoDB with plain values, which each client then writes in its own form. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What must hold for a row to be written. */
export interface Condition extends Expression {
  /** Whether DynamoDB returns the row that is in the way. Off unless set. */
  readonly returnsRow?: boolean;
}

export const ifAbsent: Condition = { expression: 'attribute_not_exists(pk)' };
