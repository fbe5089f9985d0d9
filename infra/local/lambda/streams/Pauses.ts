import type { Clock } from '../../platform/Clock.ts';

/** Waits that all end early when their owner stops. */
export class Pauses {
  readonly #clock: Clock;
  readonly #ends = new Set<() => void>();
  #ended = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves after `milliseconds`, or at once after `end`. */
  async pause(milliseconds: number): Promise<void> {
    if (this.#ended) return;
    let end = () => {};
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(milliseconds, resolve);
      end = () => {
        cancel();
        resolve();
      };
      this.#ends.add(end);
    });
    this.#ends.delete(end);
  }

  /** Ends every pause, also those to come. */
  end(): void {
    this.#ended = true;
    for (const end of this.#ends) end();
  }
}
