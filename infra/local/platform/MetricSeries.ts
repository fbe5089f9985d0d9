/** What was recorded within a time. Its values are unknown if a part of it was recorded as a sum alone. */
export interface MetricSummary {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Value → how often it was recorded. */
  readonly values: ReadonlyMap<number, number> | undefined;
}

interface Bucket {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** From the second different value on. */
  values: Map<number, number> | undefined;
  /** Whether values are missing that were recorded as a sum. */
  summed: boolean;
}

export const MINUTE = 60_000;
/** Minutes that a series remembers. */
const KEPT_MINUTES = 180;
/** Different values of a minute that are kept exactly. Further ones are kept to three digits. */
const EXACT_VALUES = 500;
const DIGITS = 3;

/** The last three hours of one metric, by the minute. */
export class MetricSeries {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** One of CloudWatch's, such as `Count` or `Milliseconds`. */
  readonly unit: string;
  readonly #now: () => number;
  readonly #buckets = new Map<number, Bucket>();
  #newest = 0;

  constructor(identity: Pick<MetricSeries, 'namespace' | 'name' | 'dimensions' | 'unit'>, now: () => number) {
    this.namespace = identity.namespace;
    this.name = identity.name;
    this.dimensions = identity.dimensions;
    this.unit = identity.unit;
    this.#now = now;
  }

  /** The last minute that has data, since the epoch. */
  get newest(): number {
    return this.#newest;
  }

  /**
   * Records a value. A time that is older than what a series remembers, or not a finite number, is dropped.
   * @param time Milliseconds since the epoch. @default now
   * @param times how often it was seen. @default 1
   */
  record(value: number, time = this.#now(), times = 1): void {
    const bucket = this.#bucket(time);
    if (bucket === undefined || !Number.isFinite(value) || !(times > 0)) return;
    if (bucket.count > 0 && !bucket.summed) addValue(bucket, value, times);
    add(bucket, { count: times, sum: value * times, minimum: value, maximum: value });
  }

  /** Records what somebody else has summed up. */
  recordSummary({ count, sum, minimum, maximum }: Omit<MetricSummary, 'values'>, time = this.#now()): void {
    if (count === 1 || minimum === maximum) {
      this.record(minimum, time, count);
      return;
    }
    const bucket = this.#bucket(time);
    if (bucket === undefined) return;
    add(bucket, { count, sum, minimum, maximum });
    bucket.values = undefined;
    bucket.summed = true;
  }

  /** Returns the minutes from `from` to before `to`, in milliseconds since the epoch, or `undefined` without data. */
  between(from: number, to: number): MetricSummary | undefined {
    const found: MetricSummary[] = [];
    for (let minute = Math.floor(from / MINUTE); minute * MINUTE < to; minute += 1) {
      const bucket = this.#buckets.get(minute);
      if (bucket !== undefined && bucket.count > 0) found.push(summaryOf(bucket));
    }
    return mergeSummaries(found);
  }

  #bucket(time: number): Bucket | undefined {
    const minute = Math.floor(time / MINUTE);
    const known = this.#buckets.get(minute);
    if (known !== undefined) return known;
    const oldest = Math.floor(this.#now() / MINUTE) - KEPT_MINUTES;
    if (!(minute > oldest)) return undefined;
    for (const old of this.#buckets.keys()) if (old <= oldest) this.#buckets.delete(old);
    const bucket = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: undefined, summed: false };
    this.#buckets.set(minute, bucket);
    this.#newest = Math.max(this.#newest, minute);
    return bucket;
  }
}

function add(bucket: Bucket, part: Omit<MetricSummary, 'values'>): void {
  bucket.count += part.count;
  bucket.sum += part.sum;
  bucket.minimum = Math.min(bucket.minimum, part.minimum);
  bucket.maximum = Math.max(bucket.maximum, part.maximum);
}

/** Notes a value beside those that the bucket has. As long as all are the same, its minimum says which. */
function addValue(bucket: Bucket, value: number, times: number): void {
  if (bucket.values === undefined && value === bucket.minimum) return;
  bucket.values ??= new Map([[bucket.minimum, bucket.count]]);
  const exact = bucket.values.size < EXACT_VALUES || bucket.values.has(value);
  const kept = exact ? value : Number(value.toPrecision(DIGITS));
  bucket.values.set(kept, (bucket.values.get(kept) ?? 0) + times);
}

function summaryOf({ summed, values, ...bucket }: Bucket): MetricSummary {
  return { ...bucket, values: summed ? undefined : (values ?? new Map([[bucket.minimum, bucket.count]])) };
}

/** Returns all of them as one, or `undefined` for none. */
export function mergeSummaries(parts: readonly MetricSummary[]): MetricSummary | undefined {
  const [first, ...rest] = parts;
  if (first === undefined || rest.length === 0) return first;
  const values = new Map<number, number>();
  for (const part of parts) {
    for (const [value, times] of part.values ?? []) values.set(value, (values.get(value) ?? 0) + times);
  }
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    sum: parts.reduce((sum, part) => sum + part.sum, 0),
    minimum: Math.min(...parts.map(({ minimum }) => minimum)),
    maximum: Math.max(...parts.map(({ maximum }) => maximum)),
    values: parts.some((part) => part.values === undefined) ? undefined : values,
  };
}
