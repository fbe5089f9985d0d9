import type { Clock } from '../../platform/Clock.ts';
import type { EventSourceMapping } from '../EventSourceMapping.ts';
import type { ShardEntry } from './ShardEntry.ts';

const PAYLOAD_LIMIT = 6 * 1024 * 1024 - 1024;

interface Queue {
  readonly entries: ShardEntry[];
  running: boolean;
  cancelWindow: () => void;
}

export interface ShardQueuesOptions {
  readonly mapping: EventSourceMapping;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Resolves when every entry of the batch is done. Its other entries wait in the queue after a rejection. */
  readonly run: (batch: readonly ShardEntry[]) => Promise<void>;
  /** Called after each batch. */
  readonly onEnd: () => void;
}

/**
 * The entries of a shard that wait for an invocation, in as many queues as the parallelization factor.
 * Entries of one partition key share a queue, and a queue runs one batch at a time, so they stay in order.
 */
export class ShardQueues {
  readonly #options: ShardQueuesOptions;
  readonly #queues: readonly Queue[];

  constructor(options: ShardQueuesOptions) {
    this.#options = options;
    this.#queues = Array.from({ length: options.mapping.parallelizationFactor }, () => ({
      entries: [],
      running: false,
      cancelWindow: () => {},
    }));
  }

  /** @param key of the record's partition */
  add(entry: ShardEntry, key: string): void {
    let hash = 0;
    for (const character of key) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
    this.#queues[hash % this.#queues.length]?.entries.push(entry);
  }

  /** Starts the batches that are full or whose window closed. */
  schedule(): void {
    for (const queue of this.#queues) this.#schedule(queue);
  }

  stop(): void {
    for (const queue of this.#queues) queue.cancelWindow();
  }

  #schedule(queue: Queue): void {
    const { mapping, clock, signal } = this.#options;
    const oldest = queue.entries[0];
    if (queue.running || oldest === undefined || signal.aborted) return;
    queue.cancelWindow();
    const { batchSize, windowSeconds } = mapping;
    const left = queue.entries.length >= batchSize ? 0 : oldest.arrived + windowSeconds * 1000 - clock.now();
    if (windowSeconds > 0 && left > 0) queue.cancelWindow = clock.after(left, () => this.#start(queue));
    else this.#start(queue);
  }

  #start(queue: Queue): void {
    if (queue.running || this.#options.signal.aborted) return;
    const batch = queue.entries.splice(0, batchLength(queue.entries, this.#options.mapping.batchSize));
    queue.running = true;
    void this.#options
      .run(batch)
      .catch(() => queue.entries.unshift(...batch.filter((entry) => !entry.done)))
      .finally(() => {
        queue.running = false;
        this.#options.onEnd();
        this.#schedule(queue);
      });
  }
}

/** Returns how many entries fit one invocation: at least one. */
function batchLength(entries: readonly ShardEntry[], batchSize: number): number {
  let bytes = 0;
  let count = 0;
  for (const entry of entries.slice(0, batchSize)) {
    bytes += entry.bytes + 1;
    if (count > 0 && bytes > PAYLOAD_LIMIT) break;
    count += 1;
  }
  return count;
}
