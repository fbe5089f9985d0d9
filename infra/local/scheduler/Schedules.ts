import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { transaction } from '../platform/transaction.ts';
import { parseScheduleExpression } from '../shared/schedule/ScheduleExpression.ts';
import type { TargetDeliveries } from '../shared/targets/TargetDeliveries.ts';
import type { ScheduleDefinition } from './ScheduleDefinition.ts';

/** A schedule as it is stored. Times are milliseconds since the epoch. */
export interface Schedule {
  readonly arn: string;
  readonly definition: ScheduleDefinition;
  readonly created: number;
  readonly modified: number;
  readonly next: number | undefined;
}

/** The durable schedules, and the clock that runs them. */
export class Schedules {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #deliveries: TargetDeliveries;
  #started = false;
  #cancelTimer = () => {};

  constructor(platform: Platform, database: DatabaseSync, deliveries: TargetDeliveries) {
    this.#platform = platform;
    this.#database = database;
    this.#deliveries = deliveries;
    database.exec(`
      CREATE TABLE IF NOT EXISTS schedule_group (name TEXT PRIMARY KEY, created INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS schedule (
        arn TEXT PRIMARY KEY, definition TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, next INTEGER
      );
      CREATE INDEX IF NOT EXISTS schedule_next ON schedule (next);
    `);
    this.putGroup('default');
  }

  arn(group: string, name: string): string {
    return `arn:aws:scheduler:${this.#platform.region}:${this.#platform.accountId}:schedule/${group}/${name}`;
  }

  groupArn(name: string): string {
    return `arn:aws:scheduler:${this.#platform.region}:${this.#platform.accountId}:schedule-group/${name}`;
  }

  /** Returns whether there was none of this name. */
  putGroup(name: string): boolean {
    const statement = this.#database.prepare('INSERT OR IGNORE INTO schedule_group (name, created) VALUES (?, ?)');
    return statement.run(name, this.#platform.clock.now()).changes > 0;
  }

  deleteGroup(name: string): void {
    this.#database.prepare('DELETE FROM schedule WHERE arn LIKE ?').run(`${this.arn(name, '')}%`);
    this.#database.prepare('DELETE FROM schedule_group WHERE name = ?').run(name);
  }

  /** Throws AwsError ResourceNotFoundException. */
  assertGroup(name: string): void {
    if (this.#database.prepare('SELECT 1 FROM schedule_group WHERE name = ?').get(name) === undefined) {
      throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, { status: 404 });
    }
  }

  find(arn: string): Schedule | undefined {
    const row = this.#database.prepare('SELECT * FROM schedule WHERE arn = ?').get(arn);
    return row === undefined ? undefined : readRow(row);
  }

  list(): readonly Schedule[] {
    return this.#database.prepare('SELECT * FROM schedule ORDER BY arn').all().map(readRow);
  }

  /** Creates or replaces a schedule. A rate without a start date runs at once, as does a time in the past. */
  put(definition: ScheduleDefinition): string {
    this.assertGroup(definition.group);
    const arn = this.arn(definition.group, definition.name);
    const now = this.#platform.clock.now();
    const created = this.find(arn)?.created ?? now;
    const next = firstTime(definition, now);
    this.#database
      .prepare('INSERT OR REPLACE INTO schedule (arn, definition, created, modified, next) VALUES (?, ?, ?, ?, ?)')
      .run(arn, JSON.stringify(definition), created, now, next ?? null);
    this.#pump();
    return arn;
  }

  /** Returns whether there was such a schedule. */
  delete(arn: string): boolean {
    return this.#database.prepare('DELETE FROM schedule WHERE arn = ?').run(arn).changes > 0;
  }

  start(): void {
    this.#started = true;
    this.#pump();
  }

  stop(): void {
    this.#started = false;
    this.#cancelTimer();
  }

  /**
   * Runs the schedules that are due.
   * A run and what follows it are one commit, so a killed process neither loses nor repeats it.
   */
  #pump(): void {
    if (!this.#started) return;
    const now = this.#platform.clock.now();
    for (const row of this.#database.prepare('SELECT * FROM schedule WHERE next <= ? ORDER BY next').all(now)) {
      transaction(this.#database, () => this.#runSchedule(readRow(row), now));
    }
    this.#cancelTimer();
    const next = this.#database.prepare('SELECT MIN(next) AS next FROM schedule').get()?.next;
    if (typeof next === 'number') {
      this.#cancelTimer = this.#platform.clock.after(Math.max(0, next - now), () => this.#pump());
    }
  }

  #runSchedule({ arn, definition, modified, next: scheduled = 0 }: Schedule, now: number): void {
    const { target } = definition;
    if (definition.enabled) {
      this.#deliveries.add({
        sourceArn: arn,
        targetArn: target.arn,
        body: this.#body(arn, definition, scheduled),
        roleArn: target.roleArn,
        service: 'scheduler.amazonaws.com',
        messageGroupId: target.messageGroupId,
        event: target.event === undefined ? undefined : { ...target.event, resources: [arn] },
        maximumRetryAttempts: target.maximumRetryAttempts,
        maximumEventAgeSeconds: target.maximumEventAgeSeconds,
        deadLetterArn: target.deadLetterArn,
      });
    }
    // One run stands for all that were missed while the process was down.
    const next = definition.expression.startsWith('at(') ? undefined : nextTime(definition, now, modified);
    if (next === undefined && definition.deleteAfterCompletion) this.delete(arn);
    else this.#database.prepare('UPDATE schedule SET next = ? WHERE arn = ?').run(next ?? null, arn);
  }

  /**
   * Fills the context attributes of the input.
   * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
   */
  #body(arn: string, { target }: ScheduleDefinition, scheduled: number): string {
    const time = `${new Date(scheduled).toISOString().slice(0, 19)}Z`;
    const id = randomUUID();
    if (target.input === undefined) {
      const { accountId, region } = this.#platform;
      const event = {
        version: '0',
        id,
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        account: accountId,
        time,
        region,
      };
      return JSON.stringify({ ...event, resources: [arn], detail: '{}' });
    }
    return target.input
      .replaceAll('<aws.scheduler.schedule-arn>', arn)
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.execution-id>', id)
      .replaceAll('<aws.scheduler.attempt-number>', '1');
  }
}

/** A rate begins with its start date, or at once (EventBridge Scheduler User Guide, "Rate-based schedules"). */
function firstTime(definition: ScheduleDefinition, now: number): number | undefined {
  const { expression, startDate = now, endDate = Number.POSITIVE_INFINITY } = definition;
  const next = nextTime(definition, expression.startsWith('at(') ? 0 : now, now);
  if (next === undefined || !expression.startsWith('rate(') || startDate < now) return next;
  return startDate > endDate ? undefined : startDate;
}

function nextTime(definition: ScheduleDefinition, after: number, modified: number): number | undefined {
  const { startDate = 0, endDate = Number.POSITIVE_INFINITY } = definition;
  const expression = parseScheduleExpression(definition.expression, definition.timeZone);
  const next = expression.next(Math.max(after, startDate - 1), definition.startDate ?? modified);
  return next === undefined || next > endDate ? undefined : next;
}

function readRow(row: Readonly<Record<string, unknown>>): Schedule {
  const definition: ScheduleDefinition = JSON.parse(String(row.definition));
  return {
    arn: String(row.arn),
    definition,
    created: Number(row.created),
    modified: Number(row.modified),
    next: typeof row.next === 'number' ? row.next : undefined,
  };
}
