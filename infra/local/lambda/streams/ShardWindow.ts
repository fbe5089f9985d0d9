import type { ShardEntry } from './ShardEntry.ts';

/** The entries of a shard that were read and are not behind the checkpoint yet, in the shard's order. */
export class ShardWindow {
  readonly #entries: ShardEntry[] = [];
  readonly #save: (sequenceNumber: string) => void;

  /** @param save writes the checkpoint */
  constructor(save: (sequenceNumber: string) => void) {
    this.#save = save;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(entry: ShardEntry): void {
    this.#entries.push(entry);
  }

  /** Moves the checkpoint to the last entry before the first that is not done. */
  advance(): void {
    const open = this.#entries.findIndex((entry) => !entry.done);
    const done = this.#entries.splice(0, open < 0 ? this.#entries.length : open);
    const last = done.at(-1);
    if (last !== undefined) this.#save(last.sequenceNumber);
  }
}
