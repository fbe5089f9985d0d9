// Runs in APPSYNC_JS too.
import type { Condition } from './Expression.ts';
import type { Key } from './keys.ts';

/** A row that a transaction puts. */
export interface RowToWrite {
  /** Tells the parts of the transaction apart. */
  readonly name: 'record' | 'message' | 'queuedMessage';
  readonly key: Key;
  readonly row: object;
  readonly condition?: Condition;
}
