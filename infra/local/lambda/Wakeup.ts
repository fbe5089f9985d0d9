import type { Clock } from '../platform/Clock.ts';

/** An event that a loop waits for: set by `notify`, reset by the wait that it ends. */
export class Wakeup {
  readonly #clock: Clock;
  #set = false;
  #resolve: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  notify(): void {
    this.#set = true;
    this.#resolve?.();
  }

  /** Resolves on the next `notify`, at once where one came since the last wait, and after `milliseconds` at the latest, if given. */
  async wait(milliseconds?: number): Promise<void> {
    if (!this.#set) {
      await new Promise<void>((resolve) => {
        const cancel = milliseconds === undefined ? () => {} : this.#clock.after(milliseconds, resolve);
        this.#resolve = () => {
          cancel();
          resolve();
        };
      });
      this.#resolve = undefined;
    }
    this.#set = false;
  }
}
