/** Whether notifications are getting through: the first row of the dashboard, over the last 15 minutes. */
export interface Health {
  /** Platform → percentage of the pushes that ended which its push service accepted, dead tokens aside. */
  readonly success: Readonly<Record<string, number>>;
  /** Milliseconds until SNS has 99 of 100 deliveries, null where none was sent. */
  readonly latency: number | null;
  /** Seconds that the oldest work waits. */
  readonly waiting: number;
  /** The platforms whose deliveries are held. */
  readonly held: readonly string[];
  /** Deliveries that failed since a push service refused the credentials. */
  readonly refused: number;
  /** What the alarms in ALARM say. */
  readonly alarms: readonly string[];
}
