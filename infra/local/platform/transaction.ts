import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in one transaction, or in the one that is open already. Rolls back and rethrows what `work` throws. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
