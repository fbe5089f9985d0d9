import type { Clock } from './Clock.ts';
import type { Log } from './Log.ts';
import { MetricSeries, MINUTE } from './MetricSeries.ts';

type Dimensions = Readonly<Record<string, string>>;
/** Adds the values of a minute that nobody counts, such as a queue's depth, at this time. */
type Sampler = (time: number) => void;

/** Series at most. Those that were idle longest go first. */
const MOST_SERIES = 3_000;

/**
 * The metrics of all services and of the functions themselves, as CloudWatch keeps them, for three hours.
 * A restart begins without any.
 */
export class Metrics {
  readonly #clock: Clock;
  readonly #log: Log;
  /** Namespace, name and dimensions → unit → series. */
  readonly #series = new Map<string, Map<string, MetricSeries>>();
  readonly #samplers = new Set<Sampler>();
  #count = 0;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Returns the series of this metric, which appears in CloudWatch with its first value. */
  series(namespace: string, name: string, dimensions: Dimensions, unit: string): MetricSeries {
    const key = metricKey(namespace, name, dimensions);
    const units = this.#series.get(key) ?? new Map<string, MetricSeries>();
    const known = units.get(unit);
    if (known !== undefined) return known;
    if (this.#count >= MOST_SERIES) this.#forget();
    const made = new MetricSeries({ namespace, name, dimensions, unit }, () => this.#clock.now());
    this.#series.set(key, units.set(unit, made));
    this.#count += 1;
    return made;
  }

  /** Returns the series of a metric, by its `metricKey`, of all units or of one. */
  find(key: string, unit?: string): readonly MetricSeries[] {
    const found = [...(this.#series.get(key)?.values() ?? [])];
    return unit === undefined ? found : found.filter((series) => series.unit === unit);
  }

  /** Returns every series that has data. */
  list(): readonly MetricSeries[] {
    return [...this.#series.values()].flatMap((units) => [...units.values()]).filter(({ newest }) => newest > 0);
  }

  /** Adds a sampler, which `sample` calls. */
  onSample(sampler: Sampler): void {
    this.#samplers.add(sampler);
  }

  /** Samples the minute that ends at `time`. */
  sample(time: number): void {
    for (const sampler of this.#samplers) {
      try {
        sampler(time - 1);
      } catch (error) {
        this.#log('warn', 'cloudwatch', 'Metrics could not be sampled', { error: String(error) });
      }
    }
  }

  /** Makes room by the tenth of the series that were idle longest. */
  #forget(): void {
    const all = [...this.#series].map(([key, units]) => ({
      key,
      size: units.size,
      newest: Math.max(...[...units.values()].map(({ newest }) => newest)),
    }));
    const oldest = all.sort((one, other) => one.newest - other.newest).slice(0, Math.ceil(MOST_SERIES / 10));
    for (const { key, size } of oldest) {
      this.#series.delete(key);
      this.#count -= size;
    }
    const since = new Date((oldest.at(-1)?.newest ?? 0) * MINUTE).toISOString();
    this.#log(
      'warn',
      'cloudwatch',
      `More than ${MOST_SERIES} metrics: those without data since ${since} are forgotten`,
    );
  }
}

/** Returns a text that is the same for the same metric, whatever the order of its dimensions. */
export function metricKey(namespace: string, name: string, dimensions: Dimensions): string {
  const pairs = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([namespace, name, ...pairs.flat()]);
}
