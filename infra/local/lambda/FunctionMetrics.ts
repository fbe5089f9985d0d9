import type { MetricSeries } from '../platform/MetricSeries.ts';
import type { Metrics } from '../platform/Metrics.ts';

type CountName =
  | 'AsyncEventsDropped'
  | 'AsyncEventsReceived'
  | 'DeadLetterErrors'
  | 'DestinationDeliveryFailures'
  | 'Errors'
  | 'Invocations'
  | 'RecursiveInvocationsDropped'
  | 'Throttles';

/** Functions in flight of the whole account, which all functions of a store share. */
const running = new WeakMap<Metrics, number>();

/** Returns the number of invocations that run now, of all functions. */
export function runningInvocations(metrics: Metrics): number {
  return running.get(metrics) ?? 0;
}

/**
 * Lambda's metrics of one function, each for the function and for the whole account.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class FunctionMetrics {
  readonly #metrics: Metrics;
  readonly #dimensions: Readonly<Record<string, string>>;

  constructor(metrics: Metrics, functionName: string) {
    this.#metrics = metrics;
    this.#dimensions = { FunctionName: functionName };
  }

  /** @param concurrent the function's invocations that run now, with this one */
  began(concurrent: number): void {
    const all = runningInvocations(this.#metrics) + 1;
    running.set(this.#metrics, all);
    this.#series('ConcurrentExecutions', 'Count', this.#dimensions).record(concurrent);
    this.#series('ConcurrentExecutions', 'Count', {}).record(all);
  }

  ended(milliseconds: number, failed: boolean): void {
    running.set(this.#metrics, runningInvocations(this.#metrics) - 1);
    this.count('Invocations');
    this.count('Errors', failed ? 1 : 0);
    this.count('Throttles', 0);
    this.measure('Duration', milliseconds);
  }

  /** Counts an invocation that did not run. It is none of the `Invocations`. */
  throttled(): void {
    this.count('Throttles');
  }

  count(name: CountName, amount = 1): void {
    for (const series of this.#both(name, 'Count')) series.record(amount);
  }

  measure(name: 'AsyncEventAge' | 'Duration' | 'IteratorAge', milliseconds: number): void {
    for (const series of this.#both(name, 'Milliseconds')) series.record(milliseconds);
  }

  #both(name: string, unit: string): readonly MetricSeries[] {
    return [this.#series(name, unit, this.#dimensions), this.#series(name, unit, {})];
  }

  #series(name: string, unit: string, dimensions: Readonly<Record<string, string>>): MetricSeries {
    return this.#metrics.series('AWS/Lambda', name, dimensions, unit);
  }
}
