import type { SQLInputValue } from 'node:sqlite';
import type { Item } from '../values/AttributeValue.ts';
import { itemSize, member } from '../values/AttributeValue.ts';
import { encodePartitionKey, encodeSortKey } from '../values/keyEncoding.ts';
import { blobColumn, type Database, integerColumn, textColumn } from './Database.ts';
import type { IndexDefinition, KeySchema, TableDefinition } from './TableDefinition.ts';

/** A key in the byte order of its index. Without a sort key `range` is empty. */
export interface EncodedKey {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
}

/** The place of a row in a table or index. Index rows with equal keys are in the order of the table's key. */
export interface Position extends EncodedKey {
  readonly base?: EncodedKey;
}

/** The part of a table or index to read. Bounds are bytes as `keyEncoding` makes them. */
export interface Range {
  readonly hash?: Uint8Array;
  readonly hashFrom?: Uint8Array | undefined;
  readonly hashBefore?: Uint8Array | undefined;
  readonly lower?: { readonly value: Uint8Array; readonly inclusive: boolean };
  readonly upper?: { readonly value: Uint8Array; readonly inclusive: boolean };
  readonly after?: Position | undefined;
  readonly backward?: boolean;
}

export interface StoredItem {
  readonly item: Item;
  /** Bytes as DynamoDB counts them. */
  readonly size: number;
  readonly position: Position;
}

const noRange = new Uint8Array(0);

/**
 * Returns the encoded key of an item, `undefined` if it lacks an attribute or has another type, as sparse indexes
 * allow.
 */
export function encodeKey(table: TableDefinition, key: KeySchema, item: Item): EncodedKey | undefined {
  const hash = member(item, key.hash);
  if (hash === undefined || !Object.hasOwn(hash, table.attributeTypes[key.hash] ?? '')) return undefined;
  if (key.range === undefined) return { hash: encodePartitionKey(hash), range: noRange };
  const range = member(item, key.range);
  if (range === undefined || !Object.hasOwn(range, table.attributeTypes[key.range] ?? '')) return undefined;
  return { hash: encodePartitionKey(hash), range: encodeSortKey(range) };
}

/**
 * Items and index entries in SQLite: a B-tree for each table and index, in the order of its encoded key.
 * An index points to the table's keys, so that no index falls behind its table.
 */
export class ItemStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  createTable(table: TableDefinition): void {
    this.#database.define(
      `CREATE TABLE ${items(table)} (hash BLOB NOT NULL, range BLOB NOT NULL, size INTEGER NOT NULL, item TEXT NOT NULL,
        PRIMARY KEY (hash, range)) WITHOUT ROWID`,
    );
    for (const index of table.indexes) this.createIndex(table, index);
    if (table.timeToLiveAttribute !== undefined) this.createExpiry(table, table.timeToLiveAttribute);
  }

  dropTable(table: TableDefinition): void {
    for (const index of table.indexes) this.dropIndex(table, index);
    if (table.timeToLiveAttribute !== undefined) this.dropExpiry(table);
    this.#database.define(`DROP TABLE ${items(table)}`);
  }

  createIndex(table: TableDefinition, index: IndexDefinition): void {
    this.#database.define(
      `CREATE TABLE ${entries(table, index)} (hash BLOB NOT NULL, range BLOB NOT NULL, base_hash BLOB NOT NULL,
        base_range BLOB NOT NULL, PRIMARY KEY (hash, range, base_hash, base_range)) WITHOUT ROWID`,
    );
    this.#eachItem(table, (key, item) => {
      const entry = encodeKey(table, index.key, item);
      if (entry !== undefined) this.#insertEntry(table, index, entry, key);
    });
  }

  dropIndex(table: TableDefinition, index: IndexDefinition): void {
    this.#database.define(`DROP TABLE ${entries(table, index)}`);
  }

  createExpiry(table: TableDefinition, attribute: string): void {
    this.#database.define(
      `CREATE TABLE ${expiries(table)} (expires INTEGER NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL,
        PRIMARY KEY (expires, hash, range)) WITHOUT ROWID`,
    );
    this.#eachItem(table, (key, item) => {
      const expires = expiryOf(item, attribute);
      if (expires !== undefined) this.#insertExpiry(table, expires, key);
    });
  }

  dropExpiry(table: TableDefinition): void {
    this.#database.define(`DROP TABLE ${expiries(table)}`);
  }

  get(table: TableDefinition, key: EncodedKey): Item | undefined {
    const row = this.#database.get(
      `SELECT item FROM ${items(table)} WHERE hash = ? AND range = ?`,
      key.hash,
      key.range,
    );
    return row === undefined ? undefined : parseStored(textColumn(row, 'item'));
  }

  /** Replaces `before`, which must be what is stored, by `after`. `undefined` is no item. */
  write(table: TableDefinition, key: EncodedKey, before: Item | undefined, after: Item | undefined): void {
    if (after !== undefined) {
      this.#database.run(
        `INSERT OR REPLACE INTO ${items(table)} (hash, range, size, item) VALUES (?, ?, ?, ?)`,
        key.hash,
        key.range,
        itemSize(after),
        JSON.stringify(after),
      );
    } else if (before !== undefined) {
      this.#database.run(`DELETE FROM ${items(table)} WHERE hash = ? AND range = ?`, key.hash, key.range);
    }
    for (const index of table.indexes) this.#moveEntry(table, index, key, before, after);
    if (table.timeToLiveAttribute !== undefined) this.#moveExpiry(table, table.timeToLiveAttribute, key, before, after);
  }

  /** Returns at most `limit` items of a table or index, in order. */
  read(table: TableDefinition, index: IndexDefinition | undefined, range: Range, limit: number): readonly StoredItem[] {
    const prefix = index === undefined ? 't' : 'i';
    const where: string[] = [];
    const parameters: SQLInputValue[] = [];
    const bound = (sql: string, ...values: Uint8Array[]): void => {
      where.push(sql);
      parameters.push(...values);
    };
    if (range.hash !== undefined) bound(`${prefix}.hash = ?`, range.hash);
    if (range.hashFrom !== undefined) bound(`${prefix}.hash >= ?`, range.hashFrom);
    if (range.hashBefore !== undefined) bound(`${prefix}.hash < ?`, range.hashBefore);
    if (range.lower !== undefined) bound(`${prefix}.range ${range.lower.inclusive ? '>=' : '>'} ?`, range.lower.value);
    if (range.upper !== undefined) bound(`${prefix}.range ${range.upper.inclusive ? '<=' : '<'} ?`, range.upper.value);
    const order = range.backward === true ? 'DESC' : 'ASC';
    if (range.after !== undefined) {
      const comparison = range.backward === true ? '<' : '>';
      const { hash, range: sort, base } = range.after;
      if (index === undefined) bound(`(t.hash, t.range) ${comparison} (?, ?)`, hash, sort);
      else {
        bound(
          `(i.hash, i.range, i.base_hash, i.base_range) ${comparison} (?, ?, ?, ?)`,
          hash,
          sort,
          base?.hash ?? noRange,
          base?.range ?? noRange,
        );
      }
    }
    const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
    const sql =
      index === undefined
        ? `SELECT t.hash, t.range, t.size, t.item FROM ${items(table)} t ${condition}
            ORDER BY t.hash ${order}, t.range ${order} LIMIT ?`
        : `SELECT i.hash, i.range, i.base_hash, i.base_range, t.size, t.item FROM ${entries(table, index)} i
            CROSS JOIN ${items(table)} t ON t.hash = i.base_hash AND t.range = i.base_range ${condition}
            ORDER BY i.hash ${order}, i.range ${order}, i.base_hash ${order}, i.base_range ${order} LIMIT ?`;
    return this.#database.all(sql, ...parameters, limit).map((row) => ({
      item: parseStored(textColumn(row, 'item')),
      size: integerColumn(row, 'size'),
      position: {
        hash: blobColumn(row, 'hash'),
        range: blobColumn(row, 'range'),
        ...(index === undefined
          ? {}
          : { base: { hash: blobColumn(row, 'base_hash'), range: blobColumn(row, 'base_range') } }),
      },
    }));
  }

  count(table: TableDefinition): { readonly items: number; readonly bytes: number } {
    const row =
      this.#database.get(`SELECT count(*) AS items, coalesce(sum(size), 0) AS bytes FROM ${items(table)}`) ?? {};
    return { items: integerColumn(row, 'items'), bytes: integerColumn(row, 'bytes') };
  }

  /** Returns the bytes of all items of one partition. */
  partitionBytes(table: TableDefinition, hash: Uint8Array): number {
    const sql = `SELECT coalesce(sum(size), 0) AS bytes FROM ${items(table)} WHERE hash = ?`;
    return integerColumn(this.#database.get(sql, hash) ?? {}, 'bytes');
  }

  /** Returns keys of at most `limit` items whose time to live, in epoch seconds, lies in (`after`, `until`]. */
  expired(table: TableDefinition, after: number, until: number, limit: number): readonly EncodedKey[] {
    return this.#database
      .all(
        `SELECT hash, range FROM ${expiries(table)} WHERE expires > ? AND expires <= ? ORDER BY expires LIMIT ?`,
        after,
        until,
        limit,
      )
      .map((row) => ({ hash: blobColumn(row, 'hash'), range: blobColumn(row, 'range') }));
  }

  #moveEntry(
    table: TableDefinition,
    index: IndexDefinition,
    key: EncodedKey,
    before: Item | undefined,
    after: Item | undefined,
  ): void {
    const from = before === undefined ? undefined : encodeKey(table, index.key, before);
    const to = after === undefined ? undefined : encodeKey(table, index.key, after);
    if (from !== undefined && to !== undefined && sameKey(from, to)) return;
    if (from !== undefined) {
      this.#database.run(
        `DELETE FROM ${entries(table, index)} WHERE hash = ? AND range = ? AND base_hash = ? AND base_range = ?`,
        from.hash,
        from.range,
        key.hash,
        key.range,
      );
    }
    if (to !== undefined) this.#insertEntry(table, index, to, key);
  }

  #insertEntry(table: TableDefinition, index: IndexDefinition, entry: EncodedKey, key: EncodedKey): void {
    this.#database.run(
      `INSERT INTO ${entries(table, index)} (hash, range, base_hash, base_range) VALUES (?, ?, ?, ?)`,
      entry.hash,
      entry.range,
      key.hash,
      key.range,
    );
  }

  #moveExpiry(
    table: TableDefinition,
    attribute: string,
    key: EncodedKey,
    before: Item | undefined,
    after: Item | undefined,
  ): void {
    const from = before === undefined ? undefined : expiryOf(before, attribute);
    const to = after === undefined ? undefined : expiryOf(after, attribute);
    if (from === to) return;
    if (from !== undefined) {
      this.#database.run(
        `DELETE FROM ${expiries(table)} WHERE expires = ? AND hash = ? AND range = ?`,
        from,
        key.hash,
        key.range,
      );
    }
    if (to !== undefined) this.#insertExpiry(table, to, key);
  }

  #insertExpiry(table: TableDefinition, expires: number, key: EncodedKey): void {
    this.#database.run(
      `INSERT INTO ${expiries(table)} (expires, hash, range) VALUES (?, ?, ?)`,
      expires,
      key.hash,
      key.range,
    );
  }

  #eachItem(table: TableDefinition, visit: (key: EncodedKey, item: Item) => void): void {
    let after: Position | undefined;
    for (;;) {
      const page = this.read(table, undefined, { after }, 500);
      for (const { position, item } of page) visit(position, item);
      after = page.at(-1)?.position;
      if (after === undefined) return;
    }
  }
}

const items = (table: TableDefinition): string => `items_${table.number}`;
const entries = (table: TableDefinition, index: IndexDefinition): string => `index_${table.number}_${index.number}`;
const expiries = (table: TableDefinition): string => `expiry_${table.number}`;

const sameKey = (left: EncodedKey, right: EncodedKey): boolean =>
  Buffer.compare(left.hash, right.hash) === 0 && Buffer.compare(left.range, right.range) === 0;

/** Stored text was written by `write` from an item. */
const parseStored = (text: string): Item => JSON.parse(text) as Item;

/** Reads a time to live. Only numbers count, in whole epoch seconds, and those that no clock reaches never expire. */
function expiryOf(item: Item, attribute: string): number | undefined {
  const value = member(item, attribute);
  if (value === undefined || !('N' in value)) return undefined;
  const seconds = Math.floor(Number(value.N));
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}
