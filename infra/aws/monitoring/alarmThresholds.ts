/** The thresholds of alarms, from `heliograph:alarms`, with their bounds (docs/operations.md). */
export const alarmThresholds = {
  /** Percent of a platform's pushes, dead tokens aside, that its push service must accept. */
  successPercent: { unlessSet: 90, least: 1, most: 100 },
  /** Pushes of a platform in five minutes, below which no share of them counts. */
  minimumPushes: { unlessSet: 50, least: 1, most: 1_000_000 },
  /** Seconds from when a message is due to when SNS has its pushes, for 99 of 100. */
  latencySeconds: { unlessSet: 300, least: 1, most: 86_400 },
  /** The account's quota of concurrent executions. AWS's own is 1,000, or 10 in a new account. */
  accountConcurrency: { unlessSet: 1_000, least: 10, most: 1_000_000 },
} as const;

export type AlarmThresholds = Readonly<Record<keyof typeof alarmThresholds, number>>;
