import type { Clock } from '../../platform/Clock.ts';

/** A clock that a test moves. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly at: number; readonly task: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { at: this.#now + milliseconds, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Runs everything due on the way to `time`, in order. */
  advanceTo(time: number): void {
    for (;;) {
      const [first] = [...this.#timers].filter(({ at }) => at <= time).toSorted((one, other) => one.at - other.at);
      if (first === undefined) break;
      this.#timers.delete(first);
      this.#now = Math.max(this.#now, first.at);
      first.task();
    }
    this.#now = time;
  }
}
