// Runs in APPSYNC_JS too.
import type { Condition } from './Expression.ts';
import type { Key } from './keys.ts';

/** A row that a transaction puts. */
export interface RowToWrite {
  /** By which a refused part of the transaction is found. */
  readonly name: 'record' | 'message' | 'queuedMessage';
  readonly key: Key;
  readonly row: object;
  readonly condition?: Condition;
}
