import type { JsonObject } from '../platform/Json.ts';
import type { AlarmDefinition } from './AlarmDefinition.ts';
import type { AlarmState } from './judge.ts';
import type { Window } from './MetricQueries.ts';

export interface DataPoint extends Window {
  /** `undefined` is a missing one. */
  readonly value: number | undefined;
}

/** Returns `StateReason` in CloudWatch's words. */
export function stateReason(alarm: AlarmDefinition, state: AlarmState, points: readonly DataPoint[]): string {
  const { evaluationPeriods, datapointsToAlarm, missingData, comparison, threshold } = alarm;
  const judged = judgedPoints(alarm, points);
  if (state === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${were(evaluationPeriods - judged.length, 'datapoint')} unknown.`;
  if (judged.length === 0) {
    const treated = missingData === 'breaching' ? 'Breaching' : 'NonBreaching';
    const missing = were(evaluationPeriods, 'missing datapoint');
    return `Threshold Crossed: no datapoints were received for ${count(evaluationPeriods, 'period')} and ${missing} treated as [${treated}].`;
  }
  const breaching = judged.filter(({ value = 0 }) => comparison.breaches(value, threshold));
  const named = state === 'ALARM' ? breaching : judged.filter((point) => !breaching.includes(point));
  const verb = `${named.length === 1 ? 'was' : 'were'}${state === 'ALARM' ? '' : ' not'}`;
  const least = state === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const transition = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return [
    `Threshold Crossed: ${named.length} out of the last ${evaluationPeriods} datapoints`,
    `[${named.map(({ value = 0, from }) => `${decimal(value)} (${dayAndTime(from)})`).join(', ')}]`,
    `${verb} ${comparison.words} the threshold (${decimal(threshold)})`,
    `(minimum ${count(least, 'datapoint')} for ${transition} transition).`,
  ].join(' ');
}

/** Returns `StateReasonData` before it is text. */
export function stateReasonData(alarm: AlarmDefinition, points: readonly DataPoint[], now: number): JsonObject {
  const judged = judgedPoints(alarm, points);
  const query = alarm.queries.queries.find(({ id }) => id === alarm.judged);
  const statistic = query !== undefined && 'statistic' in query.source ? { statistic: query.source.statistic } : {};
  return {
    version: '1.0',
    queryDate: timestamp(now),
    ...(judged[0] === undefined ? {} : { startDate: timestamp(judged[0].from) }),
    ...statistic,
    period: alarm.period,
    recentDatapoints: judged.map(({ value = 0 }) => value),
    threshold: alarm.threshold,
    evaluatedDatapoints: points
      .toReversed()
      .slice(0, alarm.evaluationPeriods)
      .map(({ from, value }) => ({ timestamp: timestamp(from), ...(value === undefined ? {} : { value }) })),
  };
}

/** Returns the real data points that decide, oldest first. */
function judgedPoints(alarm: AlarmDefinition, points: readonly DataPoint[]): readonly DataPoint[] {
  return points.filter(({ value }) => value !== undefined).slice(-alarm.evaluationPeriods);
}

/** `2026-01-01T00:00:00.000+0000` */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

/** `31/01/26 12:00:00` */
function dayAndTime(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split(/[T.]/);
  return `${date.slice(2).split('-').toReversed().join('/')} ${clock}`;
}

function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function were(number: number, noun: string): string {
  return `${count(number, noun)} ${number === 1 ? 'was' : 'were'}`;
}
