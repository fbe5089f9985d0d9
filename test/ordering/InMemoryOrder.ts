import type { OrderStore } from '../../functions/ordering/OrderStore.ts';
import type { OrderRow } from '../../functions/rules/ordering/OrderRow.ts';
import { placesOf } from '../../functions/rules/ordering/orderGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';

/** The lines of one test. */
export class InMemoryOrder implements OrderStore {
  readonly rows = new Map<string, OrderRow>();

  /** What is written with an accepted message. */
  accept(message: MessageRow): void {
    for (const { pk, sk, messageId, revision } of placesOf(message)) {
      this.#set({ group: pk, position: sk, messageId, deviceIds: [], failures: 0, revision });
    }
  }

  async first(group: string): Promise<OrderRow | null> {
    const rows = [...this.rows.values()].filter((row) => row.group === group);
    return rows.toSorted((left, right) => (left.position < right.position ? -1 : 1))[0] ?? null;
  }

  async put(place: Pick<OrderRow, 'group' | 'position' | 'messageId'>, deviceIds: readonly string[]): Promise<void> {
    const stored = this.#find(place) ?? { ...place, deviceIds: [], failures: 0, revision: 0 };
    const both = [...new Set([...stored.deviceIds, ...deviceIds])];
    this.#set({ ...stored, deviceIds: both, revision: stored.revision + 1 });
  }

  async hold(row: OrderRow, until: number): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ ...stored, notBefore: until });
  }

  async checkpoint(row: OrderRow, reached: Pick<OrderRow, 'reached' | 'opened' | 'pending'>): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ ...stored, ...reached });
  }

  async noteFailure(row: OrderRow): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ ...stored, failures: stored.failures + 1 });
  }

  async remove(row: OrderRow): Promise<void> {
    if (this.#find(row)?.revision === row.revision) this.rows.delete(keyOf(row));
  }

  #find(row: Pick<OrderRow, 'group' | 'position'>): OrderRow | undefined {
    return this.rows.get(keyOf(row));
  }

  #set(row: OrderRow): void {
    this.rows.set(keyOf(row), row);
  }
}

function keyOf({ group, position }: Pick<OrderRow, 'group' | 'position'>): string {
  return `${group}/${position}`;
}
