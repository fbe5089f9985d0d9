import type { Platform } from '../platform/Platform.ts';
import type { Messages } from './Messages.ts';

type CountName =
  | 'NumberOfEmptyReceives'
  | 'NumberOfMessagesDeleted'
  | 'NumberOfMessagesReceived'
  | 'NumberOfMessagesSent';

/** A queue has metrics for this long after its last use, or while it has messages. */
const ACTIVE_MILLISECONDS = 6 * 3_600_000;

/**
 * SQS's metrics of all queues: use as it happens, depth and age once a minute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export class QueueMetrics {
  readonly #platform: Platform;
  readonly #messages: Messages;
  /** Queue name → last use, in milliseconds since the epoch. */
  readonly #used = new Map<string, number>();

  constructor(platform: Platform, messages: Messages) {
    this.#platform = platform;
    this.#messages = messages;
    platform.metrics.onSample((time) => this.#sample(time));
  }

  count(queueName: string, name: CountName, amount = 1): void {
    const { clock } = this.#platform;
    this.#used.set(queueName, clock.now());
    this.#record(queueName, name, 'Count', amount, clock.now());
  }

  #sample(time: number): void {
    const depths = this.#messages.depths(time);
    for (const [name, used] of this.#used) if (used < time - ACTIVE_MILLISECONDS) this.#used.delete(name);
    for (const name of new Set([...this.#used.keys(), ...depths.keys()])) {
      const { available = 0, inFlight = 0, delayed = 0, oldest = 0 } = depths.get(name) ?? {};
      this.#record(name, 'ApproximateNumberOfMessagesVisible', 'Count', available, time);
      this.#record(name, 'ApproximateNumberOfMessagesNotVisible', 'Count', inFlight, time);
      this.#record(name, 'ApproximateNumberOfMessagesDelayed', 'Count', delayed, time);
      this.#record(name, 'ApproximateAgeOfOldestMessage', 'Seconds', Math.floor(oldest / 1_000), time);
    }
  }

  #record(queueName: string, name: string, unit: string, value: number, time: number): void {
    this.#platform.metrics.series('AWS/SQS', name, { QueueName: queueName }, unit).record(value, time);
  }
}
