import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import { transaction } from '../platform/transaction.ts';

export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly ingested: number;
  readonly message: string;
}

export interface LogGroup {
  readonly name: string;
  readonly created: number;
  readonly retentionDays: number | undefined;
  readonly bytes: number;
}

export interface LogStream {
  readonly name: string;
  readonly created: number;
  readonly firstEvent: number | undefined;
  readonly lastEvent: number | undefined;
  readonly lastIngested: number | undefined;
}

export interface EventQuery {
  readonly group: string;
  /** @default all streams */
  readonly streams?: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly descending?: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** Log groups, streams and events, durable. */
export class LogStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS log_group (name TEXT PRIMARY KEY, created INTEGER NOT NULL, retention INTEGER);
      CREATE TABLE IF NOT EXISTS log_stream (
        log_group TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (log_group, name)
      );
      CREATE TABLE IF NOT EXISTS log_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT, log_group TEXT NOT NULL, log_stream TEXT NOT NULL,
        timestamp INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS log_event_stream ON log_event (log_group, log_stream, timestamp);
      CREATE INDEX IF NOT EXISTS log_event_time ON log_event (log_group, timestamp);
    `);
  }

  /** Returns whether there was none of this name. */
  createGroup(name: string, created: number): boolean {
    return (
      this.#database.prepare('INSERT OR IGNORE INTO log_group (name, created) VALUES (?, ?)').run(name, created)
        .changes > 0
    );
  }

  deleteGroup(name: string): void {
    transaction(this.#database, () => {
      this.#database.prepare('DELETE FROM log_event WHERE log_group = ?').run(name);
      this.#database.prepare('DELETE FROM log_stream WHERE log_group = ?').run(name);
      this.#database.prepare('DELETE FROM log_group WHERE name = ?').run(name);
    });
  }

  setRetention(name: string, days: number | undefined): void {
    this.#database.prepare('UPDATE log_group SET retention = ? WHERE name = ?').run(days ?? null, name);
  }

  /** Returns whether there was none of this name. */
  createStream(group: string, name: string, created: number): boolean {
    this.assertGroup(group);
    const statement = this.#database.prepare(
      'INSERT OR IGNORE INTO log_stream (log_group, name, created) VALUES (?, ?, ?)',
    );
    return statement.run(group, name, created).changes > 0;
  }

  deleteStream(group: string, name: string): void {
    transaction(this.#database, () => {
      this.#database.prepare('DELETE FROM log_event WHERE log_group = ? AND log_stream = ?').run(group, name);
      this.#database.prepare('DELETE FROM log_stream WHERE log_group = ? AND name = ?').run(group, name);
    });
  }

  /** Throws AwsError ResourceNotFoundException. */
  assertGroup(name: string): void {
    if (this.#database.prepare('SELECT 1 FROM log_group WHERE name = ?').get(name) === undefined) {
      throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    }
  }

  /** Throws AwsError ResourceNotFoundException. */
  assertStream(group: string, name: string): void {
    this.assertGroup(group);
    if (
      this.#database.prepare('SELECT 1 FROM log_stream WHERE log_group = ? AND name = ?').get(group, name) === undefined
    ) {
      throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
  }

  append(
    group: string,
    stream: string,
    ingested: number,
    events: readonly { timestamp: number; message: string }[],
  ): LogEvent[] {
    const insert = this.#database.prepare(
      'INSERT INTO log_event (log_group, log_stream, timestamp, ingested, message) VALUES (?, ?, ?, ?, ?)',
    );
    return transaction(this.#database, () =>
      events.map(({ timestamp, message }) => {
        const { lastInsertRowid } = insert.run(group, stream, timestamp, ingested, message);
        return { id: eventId(lastInsertRowid), stream, timestamp, ingested, message };
      }),
    );
  }

  query({ group, streams, from, to, descending = false, limit, offset }: EventQuery): LogEvent[] {
    const chosen = streams === undefined ? '' : `AND log_stream IN (${streams.map(() => '?').join(', ')})`;
    const order = descending ? 'DESC' : 'ASC';
    return this.#database
      .prepare(
        `SELECT * FROM log_event WHERE log_group = ? ${chosen} AND timestamp >= ? AND timestamp < ?
         ORDER BY timestamp ${order}, id ${order} LIMIT ? OFFSET ?`,
      )
      .all(group, ...(streams ?? []), from, to, limit, offset)
      .map((row) => ({
        id: eventId(Number(row.id)),
        stream: String(row.log_stream),
        timestamp: Number(row.timestamp),
        ingested: Number(row.ingested),
        message: String(row.message),
      }));
  }

  /** Returns how many events a stream has in a range of time, without its end. */
  count(group: string, stream: string, from: number, to: number): number {
    const row = this.#database
      .prepare(
        'SELECT COUNT(*) AS count FROM log_event WHERE log_group = ? AND log_stream = ? AND timestamp >= ? AND timestamp < ?',
      )
      .get(group, stream, from, to);
    return Number(row?.count);
  }

  groups(prefix: string): LogGroup[] {
    return this.#database
      .prepare(
        `SELECT name, created, retention,
           (SELECT COALESCE(SUM(LENGTH(CAST(message AS BLOB)) + 26), 0) FROM log_event WHERE log_group = name) AS bytes
         FROM log_group WHERE substr(name, 1, length(?)) = ? ORDER BY name`,
      )
      .all(prefix, prefix)
      .map((row) => ({
        name: String(row.name),
        created: Number(row.created),
        retentionDays: optionalNumber(row.retention),
        bytes: Number(row.bytes),
      }));
  }

  streams(group: string, prefix: string): LogStream[] {
    return this.#database
      .prepare(
        `SELECT name, created, MIN(timestamp) AS first, MAX(timestamp) AS last, MAX(ingested) AS ingested
         FROM log_stream LEFT JOIN log_event ON log_event.log_group = log_stream.log_group AND log_event.log_stream = name
         WHERE log_stream.log_group = ? AND substr(name, 1, length(?)) = ? GROUP BY name, created ORDER BY name`,
      )
      .all(group, prefix, prefix)
      .map((row) => ({
        name: String(row.name),
        created: Number(row.created),
        firstEvent: optionalNumber(row.first),
        lastEvent: optionalNumber(row.last),
        lastIngested: optionalNumber(row.ingested),
      }));
  }

  /** Deletes events older than their group keeps. */
  expire(now: number): void {
    this.#database
      .prepare(
        `DELETE FROM log_event WHERE id IN (
           SELECT id FROM log_event JOIN log_group ON log_event.log_group = log_group.name
           WHERE retention IS NOT NULL AND timestamp < ? - retention * 86400000)`,
      )
      .run(now);
  }
}

function optionalNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Returns an id that sorts by arrival. AWS's have 56 digits and sort by time. */
function eventId(row: number | bigint): string {
  return String(row).padStart(56, '0');
}
