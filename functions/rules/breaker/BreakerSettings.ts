/** The thresholds of the breakers, from `heliograph:breaker`. Each is a whole number (docs/operations.md). */
export interface BreakerSettings {
  /** Pushes, or answers to them, below which no share of them opens a breaker. */
  readonly minimum: number;
  /** Percent of the push service's answers that blame the platform, from which a breaker opens. */
  readonly failing: number;
  /** Percent of pushes without an answer, from which a breaker opens. */
  readonly silent: number;
  /** Minutes after which a push without an answer counts. Answers are judged over as many. */
  readonly minutes: number;
  /** Seconds from the opening to the first probe. A probe that fails doubles them, up to five minutes. */
  readonly probeSeconds: number;
  /** Seconds that a held delivery waits, at most, before it looks again. */
  readonly holdSeconds: number;
}

interface Setting {
  readonly unlessSet: number;
  readonly least: number;
  readonly most: number;
}

/** Each threshold with its bounds. */
export const breakerSettings: Readonly<Record<keyof BreakerSettings, Setting>> = {
  minimum: { unlessSet: 100, least: 1, most: 1_000_000 },
  failing: { unlessSet: 50, least: 1, most: 100 },
  silent: { unlessSet: 50, least: 1, most: 100 },
  minutes: { unlessSet: 10, least: 1, most: 60 },
  probeSeconds: { unlessSet: 60, least: 1, most: 3_600 },
  // SQS delays a message by at most 900 seconds.
  holdSeconds: { unlessSet: 420, least: 1, most: 900 },
};

export const breakerDefaults = Object.fromEntries(
  Object.entries(breakerSettings).map(([name, { unlessSet }]) => [name, unlessSet]),
) as Record<keyof BreakerSettings, number> as BreakerSettings;
