import type { Delays } from './Delays.ts';
import { isUnauthorized } from './HeliographError.ts';
import type { Refusals } from './Refusals.ts';
import { backoff, type Timers } from './Timers.ts';

export interface CatchUpOptions {
  /** Reads once, whole. */
  readonly read: () => Promise<void>;
  readonly refusals: Refusals;
  readonly delays: Delays;
  readonly timers: Timers;
  readonly running: () => boolean;
  /** Called with a final refusal. */
  readonly fail: (error: unknown) => void;
}

/** Reads what a feed missed, one read at a time, until a read succeeds. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  #reading = false;
  #again = false;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** A call during a read has it repeated afterwards. */
  async run(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    const { read, refusals, running, fail } = this.#options;
    for (let failures = 0; this.#again && running(); ) {
      this.#again = false;
      try {
        await read();
        refusals.reset();
        failures = 0;
      } catch (error) {
        if (refusals.isFinal(error)) {
          fail(error);
          break;
        }
        this.#again = true;
        await this.#pause(failures);
        failures += 1;
        if (isUnauthorized(error)) await refusals.renewToken();
      }
    }
    this.#reading = false;
  }

  #pause(failures: number): Promise<void> {
    const { delays, timers } = this.#options;
    const over = Promise.withResolvers<void>();
    delays.after(backoff(timers, failures), over.resolve, over.resolve);
    return over.promise;
  }
}
