import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import type { AlarmDefinition } from './AlarmDefinition.ts';
import { alarmNotification } from './alarmNotification.ts';
import { type AlarmState, FURTHER_DATAPOINTS, judge } from './judge.ts';
import { type DataPoint, stateReason, stateReasonData } from './stateReason.ts';

export interface AlarmStatus {
  readonly value: AlarmState;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData: string | undefined;
  /** When the state began, in milliseconds since the epoch. */
  readonly updated: number;
}

export interface Alarm {
  readonly arn: string;
  readonly definition: AlarmDefinition;
  /** When the runtime began to know it, in milliseconds since the epoch. */
  readonly configured: number;
  readonly state: AlarmStatus;
}

/** One change of an alarm's state. */
export interface StateChange {
  readonly name: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  readonly at: number;
}

const MOST_CHANGES = 1_000;
const unchecked = 'Unchecked: Initial alarm creation';

/** The alarms and their states, which are durable. Their actions publish to SNS. */
export class Alarms {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #alarms = new Map<string, Alarm>();
  readonly #changes: StateChange[] = [];
  readonly #acting = new Set<Promise<void>>();

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#database = platform.database('cloudwatch');
    this.#database.exec(`CREATE TABLE IF NOT EXISTS alarm_state (
      name TEXT PRIMARY KEY, value TEXT NOT NULL, reason TEXT NOT NULL, reason_data TEXT, updated INTEGER NOT NULL
    )`);
  }

  arn(name: string): string {
    return `arn:aws:cloudwatch:${this.#platform.region}:${this.#platform.accountId}:alarm:${name}`;
  }

  put(definition: AlarmDefinition): void {
    const { name } = definition;
    const now = this.#platform.clock.now();
    const row = this.#database.prepare('SELECT * FROM alarm_state WHERE name = ?').get(name);
    const state: AlarmStatus =
      row === undefined
        ? { value: 'INSUFFICIENT_DATA', reason: unchecked, reasonData: undefined, updated: now }
        : {
            value: row.value === 'OK' || row.value === 'ALARM' ? row.value : 'INSUFFICIENT_DATA',
            reason: String(row.reason),
            reasonData: typeof row.reason_data === 'string' ? row.reason_data : undefined,
            updated: Number(row.updated),
          };
    this.#alarms.set(name, { arn: this.arn(name), definition, configured: now, state });
  }

  delete(name: string): void {
    this.#alarms.delete(name);
    this.#database.prepare('DELETE FROM alarm_state WHERE name = ?').run(name);
  }

  /** Returns all alarms by name. */
  list(): readonly Alarm[] {
    return [...this.#alarms.values()].sort((one, other) => (one.definition.name < other.definition.name ? -1 : 1));
  }

  /** Returns the last thousand changes since the start, oldest first. */
  changes(): readonly StateChange[] {
    return this.#changes;
  }

  /** Judges every alarm by the data before `end`, in milliseconds since the epoch. */
  evaluate(end: number): void {
    for (const alarm of this.#alarms.values()) this.#evaluate(alarm, end);
  }

  /** Sets a state until the next evaluation, as `SetAlarmState` does. Throws AwsError ResourceNotFound. */
  setState(name: string, value: AlarmState, reason: string, reasonData: string | undefined): void {
    const alarm = this.#alarms.get(name);
    if (alarm === undefined) throw new AwsError('ResourceNotFound', `Unknown alarm ${name}`, { status: 404 });
    this.#change(alarm, value, reason, reasonData);
  }

  /** Resolves when no action is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#acting);
  }

  #evaluate(alarm: Alarm, end: number): void {
    const { definition, state } = alarm;
    const { queries, judged, period, comparison, threshold, evaluationPeriods } = definition;
    const length = evaluationPeriods + FURTHER_DATAPOINTS;
    const windows = Array.from({ length }, (_, index) => {
      const to = end - (length - 1 - index) * period * 1000;
      return { from: to - period * 1000, to };
    });
    const line = queries.evaluate(judged, windows, this.#platform.metrics);
    const points: readonly DataPoint[] = windows.map((window, at) => ({ ...window, value: line[at] }));
    const breaching = line.map((value) => (value === undefined ? undefined : comparison.breaches(value, threshold)));
    const value = judge(breaching, definition);
    if (value === undefined || value === state.value) return;
    const data = JSON.stringify(stateReasonData(definition, points, end));
    this.#change(alarm, value, stateReason(definition, value, points), data);
  }

  #change(alarm: Alarm, value: AlarmState, reason: string, reasonData: string | undefined): void {
    const { definition, state: former } = alarm;
    const { name } = definition;
    const updated = this.#platform.clock.now();
    const changed = { ...alarm, state: { value, reason, reasonData, updated } };
    this.#alarms.set(name, changed);
    this.#database
      .prepare('INSERT OR REPLACE INTO alarm_state (name, value, reason, reason_data, updated) VALUES (?, ?, ?, ?, ?)')
      .run(name, value, reason, reasonData ?? null, updated);
    if (value === former.value) return;
    this.#changes.push({ name, from: former.value, to: value, reason, at: updated });
    if (this.#changes.length > MOST_CHANGES) this.#changes.shift();
    const news = value === 'ALARM' || former.value === 'ALARM';
    this.#platform.log(news ? 'warn' : 'debug', 'cloudwatch', `${name} is ${value}, was ${former.value}`, {
      reason,
      ...(definition.description === undefined ? {} : { description: definition.description }),
    });
    for (const topicArn of definition.actionsEnabled ? definition.actions[value] : []) {
      this.#publish(changed, former.value, topicArn);
    }
  }

  #publish(alarm: Alarm, oldState: AlarmState, topicArn: string): void {
    const { subject, message } = alarmNotification(this.#platform, alarm, oldState);
    const principal = { kind: 'service', service: 'cloudwatch.amazonaws.com', sourceArn: alarm.arn } as const;
    const acting = this.#platform.aws
      .call(principal, 'sns', 'Publish', { TopicArn: topicArn, Subject: subject, Message: message })
      .catch((error: unknown) => {
        const what = `The action of ${alarm.definition.name} failed`;
        this.#platform.log('warn', 'cloudwatch', what, { topicArn, error: String(error) });
      })
      .then(() => {
        this.#acting.delete(acting);
      });
    this.#acting.add(acting);
  }
}
