import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { makePrivateFile } from './makePrivateFile.ts';

export interface Databases {
  /** Returns the database of this name, opened once. @param name lower-case words joined by hyphens */
  open(name: string): DatabaseSync;
  close(): void;
}

/** A connection that prepares each text once, because that costs more than to run it. */
class PreparedDatabase extends DatabaseSync {
  readonly #statements = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = super.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/**
 * Opens SQLite files of one folder. In WAL mode with `synchronous=NORMAL` a commit survives the death of the process,
 * but a loss of power may undo the last ones: https://sqlite.org/pragma.html#pragma_synchronous
 */
export function openDatabases(folder: string): Databases {
  const opened = new Map<string, DatabaseSync>();
  return {
    open(name) {
      const known = opened.get(name);
      if (known !== undefined) return known;
      if (!/^[a-z][a-z0-9-]*$/.test(name)) {
        throw new Error(`"${name}" cannot name a database: use lower-case words joined by hyphens.`);
      }
      const file = join(folder, `${name}.sqlite`);
      mkdirSync(folder, { recursive: true });
      // An earlier version made it for everybody.
      chmodSync(folder, 0o700);
      makePrivateFile(file);
      const database = new PreparedDatabase(file);
      database.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; ' +
          'PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -32000;',
      );
      opened.set(name, database);
      return database;
    },
    close() {
      for (const database of opened.values()) database.close();
      opened.clear();
    },
  };
}
