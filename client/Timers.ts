/** Time and chance as a service, so that tests can set them. */
export interface Timers {
  /** Runs `run` once after a delay. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Returns a number of at least 0 and below 1. */
  random(): number;
}

export const systemTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Returns the milliseconds to wait after `failures` failures: exponential backoff with full jitter, at most 30,000. */
export function backoff(timers: Timers, failures: number): number {
  return Math.ceil(timers.random() * Math.min(30_000, 500 * 2 ** Math.min(failures, 10)));
}
