import type { Clock } from '../platform/Clock.ts';
import type { Log } from '../platform/Log.ts';
import type { TableDefinition } from './storage/TableDefinition.ts';
import type { TableStore } from './storage/TableStore.ts';

const SWEEP_MILLISECONDS = 1000;
const SWEEP_ITEMS = 500;
/** DynamoDB does not delete items whose time lies more than five years back. */
const OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;

/**
 * Deletes expired items and old stream records in the background.
 * Readers see expired items for a while, as in DynamoDB.
 */
export class TimeToLive {
  readonly #store: TableStore;
  readonly #clock: Clock;
  readonly #log: Log;
  #cancel: (() => void) | undefined;

  constructor(store: TableStore, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  start(): void {
    this.#cancel = this.#clock.after(SWEEP_MILLISECONDS, () => {
      try {
        this.sweep();
      } catch (error) {
        this.#log('error', 'dynamodb', 'A time to live sweep failed; the next one tries again', { error });
      }
      this.start();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  sweep(): void {
    for (const name of this.#store.names()) {
      const table = this.#store.find(name);
      if (table?.timeToLiveAttribute !== undefined) this.#sweepTable(table);
    }
    this.#store.streams.trim(this.#clock.now());
  }

  #sweepTable(table: TableDefinition): void {
    const until = Math.floor(this.#clock.now() / 1000);
    const keys = this.#store.items.expired(table, until - OLDEST_SECONDS, until, SWEEP_ITEMS);
    if (keys.length === 0) return;
    this.#store.commit(() => {
      for (const key of keys) {
        const item = this.#store.items.get(table, key);
        if (item !== undefined) this.#store.write(table, key, item, undefined, true);
      }
    });
    if (keys.length === SWEEP_ITEMS) this.#sweepTable(table);
  }
}
