import type { Clock } from '../../../platform/Clock.ts';

/** A clock that stands still until it is moved. Moving it runs what falls due. */
export class TestClock implements Clock {
  #now = Date.UTC(2030, 0, 1);
  readonly #tasks = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    const once = () => task();
    this.#tasks.set(once, this.#now + milliseconds);
    return () => this.#tasks.delete(once);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [task, due] of [...this.#tasks].sort(([, left], [, right]) => left - right)) {
      if (due <= this.#now && this.#tasks.delete(task)) task();
    }
  }
}
