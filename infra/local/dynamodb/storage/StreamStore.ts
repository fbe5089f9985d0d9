import { createHash } from 'node:crypto';
import type { JsonObject } from '../../platform/Json.ts';
import { equalItems, type Item, itemSize } from '../values/AttributeValue.ts';
import { type Database, integerColumn, textColumn } from './Database.ts';
import { keyAttributes, type StreamViewType, type TableDefinition } from './TableDefinition.ts';

/** DynamoDB keeps stream records for 24 hours. */
export const STREAM_RETENTION_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface Stream {
  readonly number: number;
  readonly tableName: string;
  readonly tableKey: TableDefinition['key'];
  readonly label: string;
  readonly viewType: StreamViewType;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** The last sequence of a stream that was disabled. */
  readonly closedAt?: number;
}

export interface Change {
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** `true` for a deletion by time to live. */
  readonly expired: boolean;
}

/** The records of all streams in commit order. Each stream is one durable shard. */
export class StreamStore {
  readonly #database: Database;
  readonly #region: string;
  #lastSequence: number;

  constructor(database: Database, region: string) {
    this.#database = database;
    this.#region = region;
    database.define(`
      CREATE TABLE IF NOT EXISTS streams (number INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL,
        table_key TEXT NOT NULL, label TEXT NOT NULL, view_type TEXT NOT NULL, created INTEGER NOT NULL,
        closed_at INTEGER, closed INTEGER, trimmed INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE IF NOT EXISTS stream_records (stream INTEGER NOT NULL, sequence INTEGER NOT NULL,
        created INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (stream, sequence)) WITHOUT ROWID;
    `);
    const row = database.get(
      `SELECT max(coalesce((SELECT max(sequence) FROM stream_records), 0), coalesce((SELECT max(trimmed) FROM streams), 0),
        coalesce((SELECT max(closed_at) FROM streams), 0)) AS last`,
    );
    this.#lastSequence = integerColumn(row ?? {}, 'last');
  }

  open(table: TableDefinition, viewType: StreamViewType, label: string, created: number): number {
    const row = this.#database.get(
      `INSERT INTO streams (table_name, table_key, label, view_type, created, trimmed) VALUES (?, ?, ?, ?, ?, ?)
        RETURNING number`,
      table.name,
      JSON.stringify(table.key),
      label,
      viewType,
      created,
      this.#lastSequence,
    );
    return integerColumn(row ?? {}, 'number');
  }

  /** Ends a stream. Its records stay readable until they are trimmed. */
  close(number: number, now: number): void {
    this.#database.run(
      'UPDATE streams SET closed_at = ?, closed = ? WHERE number = ?',
      this.#lastSequence,
      now,
      number,
    );
  }

  find(tableName: string, label: string): Stream | undefined {
    return this.#streams('WHERE table_name = ? AND label = ?', tableName, label)[0];
  }

  list(): readonly Stream[] {
    return this.#streams('');
  }

  /** Adds the record of a change and returns whether there is one. A change that changes nothing has none. */
  append(table: TableDefinition, change: Change, now: number): boolean {
    const stream = table.stream;
    const { before, after } = change;
    if (stream === undefined || (before === undefined && after === undefined)) return false;
    if (before !== undefined && after !== undefined && equalItems(before, after)) return false;
    this.#lastSequence += 1;
    const sequence = this.#lastSequence;
    const view = stream.viewType;
    const withNew = after !== undefined && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const withOld = before !== undefined && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const record: JsonObject = {
      eventID: createHash('md5').update(`${stream.number}/${sequence}`).digest('hex'),
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now / 1000),
        Keys: change.keys,
        ...(withNew ? { NewImage: after } : {}),
        ...(withOld ? { OldImage: before } : {}),
        SequenceNumber: formatSequence(sequence),
        SizeBytes: itemSize(change.keys) + (withNew ? itemSize(after) : 0) + (withOld ? itemSize(before) : 0),
        StreamViewType: view,
      },
      ...(change.expired ? { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } } : {}),
    };
    this.#database.run(
      'INSERT INTO stream_records (stream, sequence, created, record) VALUES (?, ?, ?, ?)',
      stream.number,
      sequence,
      now,
      JSON.stringify(record),
    );
    return true;
  }

  /** Returns at most `limit` records after `sequence`, in order. */
  read(
    stream: Stream,
    sequence: number,
    limit: number,
  ): readonly { readonly sequence: number; readonly record: JsonObject }[] {
    return this.#database
      .all(
        'SELECT sequence, record FROM stream_records WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?',
        stream.number,
        sequence,
        limit,
      )
      .map((row) => ({
        sequence: integerColumn(row, 'sequence'),
        // Written by `append`.
        record: JSON.parse(textColumn(row, 'record')) as JsonObject,
      }));
  }

  /** The last sequence of any record. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** Returns the last sequence that was trimmed from a stream, or the one before its first. */
  trimmedTo(stream: Stream): number {
    const row = this.#database.get('SELECT trimmed FROM streams WHERE number = ?', stream.number);
    return row === undefined ? this.#lastSequence : integerColumn(row, 'trimmed');
  }

  /** Deletes records older than 24 hours, and streams that ended before that. */
  trim(now: number): void {
    const horizon = now - STREAM_RETENTION_MILLISECONDS;
    this.#database.transaction(() => {
      for (const stream of this.list()) {
        // In the order of the key, so that it reads only what goes: a stream may hold a day of a busy table's records.
        const kept = this.#database.get(
          'SELECT sequence FROM stream_records WHERE stream = ? AND created >= ? ORDER BY sequence LIMIT 1',
          stream.number,
          horizon,
        );
        const row = this.#database.get(
          'SELECT max(sequence) AS last FROM stream_records WHERE stream = ? AND sequence < ?',
          stream.number,
          kept === undefined ? Number.MAX_SAFE_INTEGER : integerColumn(kept, 'sequence'),
        );
        if (typeof row?.last !== 'number') continue;
        this.#database.run('DELETE FROM stream_records WHERE stream = ? AND sequence <= ?', stream.number, row.last);
        this.#database.run('UPDATE streams SET trimmed = ? WHERE number = ?', row.last, stream.number);
      }
      // The last stream stays, closed or not, because its `trimmed` carries the sequence on.
      this.#database.run(
        'DELETE FROM streams WHERE closed < ? AND number < (SELECT max(number) FROM streams)',
        horizon,
      );
    });
  }

  #streams(where: string, ...parameters: string[]): readonly Stream[] {
    return this.#database.all(`SELECT * FROM streams ${where} ORDER BY number`, ...parameters).map((row) => ({
      number: integerColumn(row, 'number'),
      tableName: textColumn(row, 'table_name'),
      // Written by `open`.
      tableKey: JSON.parse(textColumn(row, 'table_key')) as TableDefinition['key'],
      label: textColumn(row, 'label'),
      viewType: textColumn(row, 'view_type') as StreamViewType,
      created: integerColumn(row, 'created'),
      ...(typeof row.closed_at === 'number' ? { closedAt: row.closed_at } : {}),
    }));
  }
}

/** Returns 21 digits that sort as the sequences do. AWS's have 21 to 40. */
export const formatSequence = (sequence: number): string => `1${String(sequence).padStart(20, '0')}`;

export function parseSequence(text: string): number | undefined {
  return /^1\d{20}$/.test(text) ? Number(text.slice(1)) : undefined;
}

export const describeStreamKey = (stream: Stream): readonly JsonObject[] =>
  keyAttributes(stream.tableKey).map((name, position) => ({
    AttributeName: name,
    KeyType: position === 0 ? 'HASH' : 'RANGE',
  }));
