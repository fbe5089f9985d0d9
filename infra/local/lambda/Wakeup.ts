import type { Clock } from '../platform/Clock.ts';

/** A signal that a loop waits for. `notify` sets it, and the wait that it ends resets it. */
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

  /** Resolves on the next `notify`, or at once if one came since the last wait. `milliseconds` limits the wait. */
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
