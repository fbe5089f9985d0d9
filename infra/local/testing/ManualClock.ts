import type { Clock } from '../platform/Clock.ts';

/** A clock that stands still until a test moves it. Moving it runs the timers that fall due, in order. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly due: number; readonly task: () => void }>();
  #waiting: (() => void)[] = [];

  /** @param now Milliseconds since the epoch. */
  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  after(milliseconds: number, task: () => void): () => void {
    const timer = { due: this.#now + milliseconds, task };
    this.#timers.add(timer);
    for (const resolve of this.#waiting.splice(0)) resolve();
    return () => this.#timers.delete(timer);
  }

  advance(milliseconds: number): void {
    this.advanceTo(this.#now + milliseconds);
  }

  /** @param time Milliseconds since the epoch. */
  advanceTo(time: number): void {
    for (;;) {
      const [next] = [...this.#timers].filter(({ due }) => due <= time).sort((left, right) => left.due - right.due);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
    }
    this.#now = time;
  }

  /** Moves to the next timer again and again, until the promise settles. Returns what the promise does. */
  async advanceUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let settled = false;
    const end = () => {
      settled = true;
    };
    const ended = promise.then(end, end);
    while (!settled) {
      const waited = this.waited();
      const [next] = [...this.#timers].sort((left, right) => left.due - right.due);
      if (next !== undefined) this.advanceTo(Math.max(this.#now, next.due));
      await Promise.race([waited, ended]);
    }
    return promise;
  }

  /** Resolves when the next timer is set. */
  waited(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
