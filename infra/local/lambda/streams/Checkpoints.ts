import type { DatabaseSync } from 'node:sqlite';

/**
 * Where a mapping goes on reading a shard: after a record, from the oldest, or nowhere because the shard was read to
 * its end.
 */
export type Position =
  | { readonly kind: 'after'; readonly sequenceNumber: string }
  | { readonly kind: 'horizon' }
  | { readonly kind: 'closed' };

/** Durable positions of event source mappings in their streams. */
export class Checkpoints {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS checkpoint (
        uuid TEXT NOT NULL, stream TEXT NOT NULL, shard TEXT NOT NULL, kind TEXT NOT NULL, sequence TEXT,
        PRIMARY KEY (uuid, stream, shard)
      )
    `);
  }

  /** Returns whether the mapping has a position anywhere in this stream. */
  knows(uuid: string, stream: string): boolean {
    return (
      this.#database.prepare('SELECT 1 FROM checkpoint WHERE uuid = ? AND stream = ?').get(uuid, stream) !== undefined
    );
  }

  get(uuid: string, stream: string, shard: string): Position | undefined {
    const row = this.#database
      .prepare('SELECT kind, sequence FROM checkpoint WHERE uuid = ? AND stream = ? AND shard = ?')
      .get(uuid, stream, shard);
    switch (row?.kind) {
      case 'after':
        return { kind: 'after', sequenceNumber: String(row.sequence) };
      case 'horizon':
        return { kind: 'horizon' };
      case 'closed':
        return { kind: 'closed' };
      default:
        return undefined;
    }
  }

  set(uuid: string, stream: string, shard: string, position: Position): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO checkpoint (uuid, stream, shard, kind, sequence) VALUES (?, ?, ?, ?, ?)')
      .run(uuid, stream, shard, position.kind, position.kind === 'after' ? position.sequenceNumber : null);
  }

  delete(uuid: string): void {
    this.#database.prepare('DELETE FROM checkpoint WHERE uuid = ?').run(uuid);
  }
}
