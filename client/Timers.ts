/** Time and chance, so that tests state them. */
export interface Timers {
  /** Runs once after some milliseconds; answers how to cancel it. */
  after(milliseconds: number, run: () => void): () => void;
  /** 0 ≤ x < 1. */
  random(): number;
}

export const systemTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Milliseconds to wait before the attempt after `failures` failed ones: exponential with full jitter, at most half a minute. */
export function backoff(timers: Timers, failures: number): number {
  return Math.ceil(timers.random() * Math.min(30_000, 500 * 2 ** Math.min(failures, 10)));
}
