import type { Clock } from '../../platform/Clock.ts';

/** Time that moves when told. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly task: () => void }[] = [];
  #waiters: (() => void)[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  after(milliseconds: number, task: () => void): () => void {
    const timer = { at: this.#now + milliseconds, task };
    this.#timers.push(timer);
    for (const waiter of this.#waiters.splice(0)) waiter();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
    }
    this.#now = end;
  }

  /** Resolves when somebody sets the next timer. */
  waited(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }
}
