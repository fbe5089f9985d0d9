/** A time series on the times of a query, oldest first. `undefined` is a missing data point. */
export type Line = readonly (number | undefined)[];
/** What an expression may stand for: a number, a time series, or several. */
export type Value = number | Line | readonly Line[];

type Operation = (left: number, right: number) => number;

export function isLine(value: Value): value is Line {
  return typeof value !== 'number' && !isLines(value);
}

/** Whether the value is several time series. An empty list of them cannot arise. */
export function isLines(value: Value): value is readonly Line[] {
  return Array.isArray(value) && Array.isArray(value[0]);
}

/** Returns the value with each data point changed. What is no number then is dropped, as after a division by zero. */
export function mapPoints(value: Value, change: (point: number) => number): Value {
  if (typeof value === 'number') return change(value);
  if (isLines(value)) return value.map((line) => mapLine(line, change));
  return mapLine(value, change);
}

/**
 * Returns both sides joined point by point. Where one of two time series has no point, it counts as 0.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax
 */
export function combine(left: Value, right: Value, operation: Operation): Value {
  if (isLines(left)) return left.map((line) => combineLine(line, right, operation));
  if (isLines(right)) return right.map((line) => combineLine(line, left, (one, other) => operation(other, one)));
  if (isLine(left)) return combineLine(left, right, operation);
  if (isLine(right)) return mapLine(right, (point) => operation(left, point));
  return operation(left, right);
}

/** Returns several time series as one, or one as a number. Missing points are left out. */
export function fold(value: Value, reduce: (points: readonly number[], of: number) => number): Value {
  if (typeof value === 'number') return value;
  if (!isLines(value)) return reduceTo(value, value.length, reduce) ?? Number.NaN;
  const length = value[0]?.length ?? 0;
  return Array.from({ length }, (_, at) =>
    reduceTo(
      value.map((line) => line[at]),
      value.length,
      reduce,
    ),
  );
}

function reduceTo(
  points: Line,
  of: number,
  reduce: (points: readonly number[], of: number) => number,
): number | undefined {
  const known = points.filter((point) => point !== undefined);
  return known.length === 0 ? undefined : reduce(known, of);
}

function combineLine(line: Line, other: Value, operation: Operation): Line {
  if (typeof other === 'number') return mapLine(line, (point) => operation(point, other));
  if (isLines(other)) throw new TypeError('Two lists of time series cannot be joined.');
  return line.map((point, at) => {
    const second = other[at];
    return point === undefined && second === undefined ? undefined : finite(operation(point ?? 0, second ?? 0));
  });
}

function mapLine(line: Line, change: (point: number) => number): Line {
  return line.map((point) => (point === undefined ? undefined : finite(change(point))));
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
