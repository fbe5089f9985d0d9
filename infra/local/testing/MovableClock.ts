import { type Clock, systemClock } from '../platform/Clock.ts';

interface Task {
  readonly due: number;
  readonly run: () => void;
  cancel: () => void;
}

/**
 * The system's clock, unmoved by a test that fakes `Date`. A test can put it forward.
 * Tasks that are due by then run at once, in order.
 */
export class MovableClock implements Clock {
  readonly #tasks = new Set<Task>();
  #ahead = 0;

  readonly now = (): number => Math.floor(performance.timeOrigin + performance.now()) + this.#ahead;

  after(milliseconds: number, run: () => void): () => void {
    const task: Task = { due: this.now() + milliseconds, run, cancel: () => {} };
    task.cancel = systemClock.after(milliseconds, () => {
      this.#tasks.delete(task);
      run();
    });
    this.#tasks.add(task);
    return () => {
      this.#tasks.delete(task);
      task.cancel();
    };
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    const now = this.now();
    const due = [...this.#tasks].filter((task) => task.due <= now).sort((one, other) => one.due - other.due);
    for (const task of due) {
      // One that ran before may have cancelled it.
      if (!this.#tasks.delete(task)) continue;
      task.cancel();
      task.run();
    }
    // The others have waited already.
    for (const task of this.#tasks) {
      task.cancel();
      task.cancel = systemClock.after(task.due - now, () => {
        this.#tasks.delete(task);
        task.run();
      });
    }
  }
}
