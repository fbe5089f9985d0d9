import type { Timers } from './Timers.ts';

/** Timers that end together. */
export class Delays {
  readonly #timers: Timers;
  readonly #cancels = new Set<() => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Runs `run` after a delay, or `cancelled` at `cancelAll`. Returns a function that cancels both. */
  after(milliseconds: number, run: () => void, cancelled = () => {}): () => void {
    const stop = () => {
      this.#cancels.delete(cancel);
      stopTimer();
    };
    const stopTimer = this.#timers.after(milliseconds, () => {
      this.#cancels.delete(cancel);
      run();
    });
    const cancel = () => {
      stop();
      cancelled();
    };
    this.#cancels.add(cancel);
    return stop;
  }

  cancelAll(): void {
    for (const cancel of [...this.#cancels]) cancel();
  }
}
