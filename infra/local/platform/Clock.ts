/** Time and timers as a service, so that tests can state them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Runs `task` once after `milliseconds`, unless the returned function is called. Timers never keep the process alive.
   */
  after(milliseconds: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, task) {
    // setTimeout overflows to 1 ms above 2^31-1.
    const timer = setTimeout(task, Math.min(milliseconds, 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
