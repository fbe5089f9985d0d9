import type { GroupQueues } from '../../functions/ordering/GroupQueues.ts';
import { queuedMessagesOf } from '../../functions/rules/ordering/messageGroups.ts';
import type { QueuedMessage } from '../../functions/rules/ordering/QueuedMessage.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';

/** The group queues of one test. */
export class InMemoryGroupQueues implements GroupQueues {
  readonly rows = new Map<string, QueuedMessage>();

  /** What is written with an accepted message. */
  accept(message: MessageRow): void {
    for (const { pk, sk, messageId, revision } of queuedMessagesOf(message)) {
      this.#set({ groupQueue: pk, position: sk, messageId, deviceIds: [], failures: 0, revision });
    }
  }

  async first(groupQueue: string): Promise<QueuedMessage | null> {
    const rows = [...this.rows.values()].filter((row) => row.groupQueue === groupQueue);
    return rows.toSorted((left, right) => (left.position < right.position ? -1 : 1))[0] ?? null;
  }

  async put(
    place: Pick<QueuedMessage, 'groupQueue' | 'position' | 'messageId'>,
    deviceIds: readonly string[],
  ): Promise<void> {
    const stored = this.#find(place) ?? { ...place, deviceIds: [], failures: 0, revision: 0 };
    const both = [...new Set([...stored.deviceIds, ...deviceIds])];
    this.#set({ ...stored, deviceIds: both, revision: stored.revision + 1 });
  }

  async hold(row: QueuedMessage, until: number, since: number): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ heldSince: since, ...stored, notBefore: until });
  }

  async checkpoint(row: QueuedMessage, reached: Pick<QueuedMessage, 'reached' | 'opened' | 'pending'>): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ ...stored, ...reached });
  }

  async noteFailure(row: QueuedMessage): Promise<void> {
    const stored = this.#find(row);
    if (stored) this.#set({ ...stored, failures: stored.failures + 1 });
  }

  async remove(row: QueuedMessage): Promise<void> {
    if (this.#find(row)?.revision === row.revision) this.rows.delete(keyOf(row));
  }

  #find(row: Pick<QueuedMessage, 'groupQueue' | 'position'>): QueuedMessage | undefined {
    return this.rows.get(keyOf(row));
  }

  #set(row: QueuedMessage): void {
    this.rows.set(keyOf(row), row);
  }
}

function keyOf({ groupQueue, position }: Pick<QueuedMessage, 'groupQueue' | 'position'>): string {
  return `${groupQueue}/${position}`;
}
