import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** One SQLite connection. Keeps its prepared statements, and nests transactions into the outermost. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    // A commit is in the write-ahead log, which survives a killed process. Only a power cut can lose it.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  }

  /** Runs statements without parameters that change tables. All statements are prepared anew. */
  define(sql: string): void {
    this.#statements.clear();
    this.#connection.exec(sql);
  }

  run(sql: string, ...parameters: SQLInputValue[]): void {
    this.#statement(sql).run(...parameters);
  }

  get(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...parameters);
  }

  all(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...parameters);
  }

  /** Commits when `work` returns and rolls back if it throws. */
  transaction<Result>(work: () => Result): Result {
    if (this.#inTransaction) return work();
    this.run('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Reads a column that the schema says is text. */
export function textColumn(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new TypeError(`Column ${name} is no text`);
  return value;
}

/** Reads a column that the schema says is an integer. */
export function integerColumn(row: Record<string, unknown>, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new TypeError(`Column ${name} is no integer`);
  return value;
}

/** Reads a column that the schema says is a blob. */
export function blobColumn(row: Record<string, unknown>, name: string): Uint8Array {
  const value = row[name];
  if (!(value instanceof Uint8Array)) throw new TypeError(`Column ${name} is no blob`);
  return value;
}
