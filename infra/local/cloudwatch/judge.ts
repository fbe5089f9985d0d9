export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingData = 'breaching' | 'ignore' | 'missing' | 'notBreaching';

export interface Rule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
}

/** Data points beyond the evaluation periods that are looked at. CloudWatch's own examples have two. */
export const FURTHER_DATAPOINTS = 2;

/**
 * Returns the state of an alarm by its data points, oldest first, or `undefined` where it stays as it is.
 * Real data points count as far back as they were retrieved. Only if there are too few, the rule says what to make of
 * the missing ones.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param points whether each breaches the threshold. `undefined` is a missing one.
 */
export function judge(points: readonly (boolean | undefined)[], rule: Rule): AlarmState | undefined {
  const { evaluationPeriods, datapointsToAlarm, missingData } = rule;
  const real = points.filter((point) => point !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter((point) => point).length;
  const filled = evaluationPeriods - real.length;
  const counted = missingData === 'breaching' ? breaching + filled : breaching;
  if (counted >= datapointsToAlarm) return 'ALARM';
  const decided =
    real.length > breaching || filled === 0 || missingData === 'breaching' || missingData === 'notBreaching';
  if (decided) return 'OK';
  if (missingData === 'ignore') return undefined;
  // "Avoiding premature transitions": an old breaching point that nothing but missing ones follow is enough.
  const age = points.length - points.indexOf(true);
  return breaching > 0 && age >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}
