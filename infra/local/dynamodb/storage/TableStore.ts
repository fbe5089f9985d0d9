import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/Clock.ts';
import type { Signals } from '../../platform/Signals.ts';
import { setMember } from '../../shared/setMember.ts';
import { resourceNotFound } from '../errors.ts';
import { type Item, member } from '../values/AttributeValue.ts';
import { type Database, integerColumn, textColumn } from './Database.ts';
import { type EncodedKey, ItemStore } from './ItemStore.ts';
import { StreamStore } from './StreamStore.ts';
import {
  type Account,
  type IndexDefinition,
  keyAttributes,
  type StreamViewType,
  streamArn,
  type TableDefinition,
} from './TableDefinition.ts';

/** The part of a table's definition that CreateTable or a template gives. The store adds ids and numbers. */
export type TableSpecification = Omit<
  TableDefinition,
  'id' | 'number' | 'created' | 'indexes' | 'nextIndexNumber' | 'stream'
> & {
  readonly indexes: readonly Omit<IndexDefinition, 'number'>[];
  readonly streamViewType?: StreamViewType | undefined;
};

/** All tables of the account. Definitions, items, indexes and streams change together. */
export class TableStore {
  readonly account: Account;
  readonly items: ItemStore;
  readonly streams: StreamStore;
  readonly database: Database;
  readonly #clock: Clock;
  readonly #tables = new Map<string, TableDefinition>();
  readonly #signals: Signals;
  readonly #appended = new Set<string>();

  constructor(database: Database, account: Account, clock: Clock, signals: Signals) {
    this.database = database;
    this.account = account;
    this.#clock = clock;
    this.#signals = signals;
    this.items = new ItemStore(database);
    this.streams = new StreamStore(database, account.region);
    database.define(`
      CREATE TABLE IF NOT EXISTS tables (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
        definition TEXT NOT NULL);
    `);
    for (const row of database.all('SELECT definition FROM tables')) {
      // Written by `#save`.
      const table = JSON.parse(textColumn(row, 'definition')) as TableDefinition;
      this.#tables.set(table.name, table);
    }
  }

  find(name: string): TableDefinition | undefined {
    return this.#tables.get(name);
  }

  /** Finds a table. Throws ResourceNotFoundException as operations on items do. */
  table(name: string): TableDefinition {
    const table = this.#tables.get(name);
    if (table === undefined) throw resourceNotFound();
    return table;
  }

  /** Returns names in the order of their UTF-8 bytes, as ListTables pages. */
  names(): readonly string[] {
    return [...this.#tables.keys()].sort();
  }

  create(specification: TableSpecification): TableDefinition {
    return this.#keepingDefinitions(() => {
      const row = this.database.get(
        "INSERT INTO tables (name, definition) VALUES (?, '') RETURNING number",
        specification.name,
      );
      const { streamViewType, indexes, ...rest } = specification;
      const table: TableDefinition = {
        ...rest,
        id: randomUUID(),
        number: integerColumn(row ?? {}, 'number'),
        created: this.#clock.now(),
        indexes: indexes.map((index, number) => ({ ...index, number })),
        nextIndexNumber: indexes.length,
      };
      this.items.createTable(table);
      this.#save(table);
      return this.setStream(table, streamViewType);
    });
  }

  drop(table: TableDefinition): void {
    this.#keepingDefinitions(() => {
      if (table.stream !== undefined) this.streams.close(table.stream.number, this.#clock.now());
      this.items.dropTable(table);
      this.database.run('DELETE FROM tables WHERE number = ?', table.number);
      this.#tables.delete(table.name);
    });
  }

  /** Changes members that are only described. */
  describe(
    table: TableDefinition,
    changes: Partial<Pick<TableDefinition, 'described' | 'tags' | 'deletionProtection' | 'attributeTypes'>>,
  ): TableDefinition {
    return this.#save({ ...table, ...changes });
  }

  /** Builds an index over the items of the table. */
  addIndex(table: TableDefinition, index: Omit<IndexDefinition, 'number'>): TableDefinition {
    return this.#keepingDefinitions(() => {
      const numbered = { ...index, number: table.nextIndexNumber };
      this.items.createIndex(table, numbered);
      return this.#save({
        ...table,
        indexes: [...table.indexes, numbered],
        nextIndexNumber: table.nextIndexNumber + 1,
      });
    });
  }

  removeIndex(table: TableDefinition, index: IndexDefinition): TableDefinition {
    return this.#keepingDefinitions(() => {
      this.items.dropIndex(table, index);
      return this.#save({ ...table, indexes: table.indexes.filter((other) => other.name !== index.name) });
    });
  }

  setTimeToLive(table: TableDefinition, attribute: string | undefined): TableDefinition {
    if (table.timeToLiveAttribute === attribute) return table;
    return this.#keepingDefinitions(() => {
      const { timeToLiveAttribute: previous, ...rest } = table;
      if (previous !== undefined) this.items.dropExpiry(table);
      if (attribute === undefined) return this.#save(rest);
      this.items.createExpiry(table, attribute);
      return this.#save({ ...rest, timeToLiveAttribute: attribute });
    });
  }

  /** Ends the table's stream and opens one with the view type. Keeps a stream that has the view type already. */
  setStream(table: TableDefinition, viewType: StreamViewType | undefined): TableDefinition {
    if (table.stream?.viewType === viewType) return table;
    return this.#keepingDefinitions(() => {
      const { stream: previous, ...rest } = table;
      const now = this.#clock.now();
      if (previous !== undefined) this.streams.close(previous.number, now);
      if (viewType === undefined) return this.#save(rest);
      let labelled = now;
      while (this.streams.find(table.name, streamLabel(labelled)) !== undefined) labelled += 1;
      const label = streamLabel(labelled);
      const number = this.streams.open(table, viewType, label, now);
      return this.#save({ ...rest, stream: { number, label, viewType } });
    });
  }

  /**
   * Commits all that `work` writes, or nothing if it throws.
   * Then signals `dynamodb:<streamArn>` for every stream that grew.
   */
  commit<Result>(work: () => Result): Result {
    try {
      const result = this.database.transaction(work);
      for (const arn of this.#appended) this.#signals.emit(`dynamodb:${arn}`);
      return result;
    } finally {
      this.#appended.clear();
    }
  }

  /**
   * Replaces `before`, which must be what is stored, by `after` in table, indexes and stream. Works within `commit`.
   */
  write(
    table: TableDefinition,
    key: EncodedKey,
    before: Item | undefined,
    after: Item | undefined,
    expired = false,
  ): void {
    this.items.write(table, key, before, after);
    const item = after ?? before;
    if (table.stream === undefined || item === undefined) return;
    const change = { keys: keyOf(table, item), before, after, expired };
    const arn = streamArn(this.account, table);
    if (this.streams.append(table, change, this.#clock.now()) && arn !== undefined) this.#appended.add(arn);
  }

  #save(table: TableDefinition): TableDefinition {
    this.database.run('UPDATE tables SET definition = ? WHERE number = ?', JSON.stringify(table), table.number);
    this.#tables.set(table.name, table);
    return table;
  }

  #keepingDefinitions<Result>(work: () => Result): Result {
    const kept = new Map(this.#tables);
    try {
      return this.database.transaction(work);
    } catch (error) {
      this.#tables.clear();
      for (const [name, table] of kept) this.#tables.set(name, table);
      throw error;
    }
  }
}

const streamLabel = (time: number): string => new Date(time).toISOString().replace('Z', '');

/** Returns the key attributes of an item. */
export function keyOf(table: TableDefinition, item: Item): Item {
  const key: Record<string, Item[string]> = {};
  for (const name of keyAttributes(table.key)) {
    const value = member(item, name);
    if (value !== undefined) setMember(key, name, value);
  }
  return key;
}
