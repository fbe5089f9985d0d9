import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { sendToArn } from '../shared/targets/sendToArn.ts';
import { destinationRecord } from './destinationRecord.ts';
import type { InvocationResult } from './FunctionPool.ts';
import type { Functions, ResolvedFunction } from './Functions.ts';

/** `AWS::Lambda::EventInvokeConfig`. */
export interface EventInvokeConfig {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

const defaults: EventInvokeConfig = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
  onSuccess: undefined,
  onFailure: undefined,
};

/** AWS: "one minute before the first retry and two before the second". */
const retryMilliseconds = [60_000, 120_000];
/** A throttled event is tried again after a second, doubled up to five minutes. */
const throttleMilliseconds = { first: 1_000, most: 300_000 };

/**
 * Events of one function in flight before an environment starts for an event that can wait. More share the processors.
 */
const READILY = 2 * availableParallelism();
/** How long an event waits at most for one of these to end. */
const PATIENCE_MILLISECONDS = 5_000;

interface EventRow {
  readonly id: string;
  readonly arn: string;
  readonly payload: string;
  readonly traceHeader: string | undefined;
  readonly created: number;
  readonly errors: number;
  readonly throttles: number;
}

/**
 * The durable queue in front of asynchronous invocations. An event outlives the process from the moment it was
 * answered.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncInvocations {
  readonly #platform: Platform;
  readonly #functions: Functions;
  readonly #database: DatabaseSync;
  readonly #delayScale: number;
  /** By function ARN, qualified or not. */
  readonly #configs = new Map<string, EventInvokeConfig>();
  readonly #running = new Set<Promise<void>>();
  /** Functions for which an environment is starting because of an event. */
  readonly #starting = new Set<string>();
  #started = false;
  #cancelTimer = () => {};

  constructor(platform: Platform, functions: Functions, database: DatabaseSync, delayScale: number) {
    this.#platform = platform;
    this.#functions = functions;
    this.#database = database;
    this.#delayScale = delayScale;
    database.exec(`
      CREATE TABLE IF NOT EXISTS event (
        id TEXT PRIMARY KEY, arn TEXT NOT NULL, payload TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER NOT NULL,
        errors INTEGER NOT NULL DEFAULT 0, throttles INTEGER NOT NULL DEFAULT 0, running INTEGER NOT NULL DEFAULT 0
      );
      CREATE INDEX IF NOT EXISTS event_due ON event (running, arn, due);
    `);
    // A DIR of before chains of requests were counted.
    const columns = database.prepare("SELECT name FROM pragma_table_info('event')").all();
    if (!columns.some(({ name }) => name === 'trace_header')) {
      database.exec('ALTER TABLE event ADD COLUMN trace_header TEXT');
    }
  }

  configure(arn: string, config: Partial<EventInvokeConfig>): void {
    this.#configs.set(arn, { ...defaults, ...config });
  }

  /** Durable when it returns. */
  enqueue(target: ResolvedFunction, payload: string, traceHeader: string | undefined): void {
    const now = this.#platform.clock.now();
    this.#database
      .prepare('INSERT INTO event (id, arn, payload, created, due, trace_header) VALUES (?, ?, ?, ?, ?, ?)')
      .run(randomUUID(), target.arn, payload, now, now, traceHeader ?? null);
    target.pool.metrics.count('AsyncEventsReceived');
    this.#pump();
  }

  start(): void {
    this.#started = true;
    // Events that ran when the process ended run again: at least once, as in Lambda.
    this.#database.exec('UPDATE event SET running = 0');
    this.#pump();
  }

  /** Resolves when nothing runs any more. The caller ends the environments. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#cancelTimer();
    await Promise.allSettled(this.#running);
  }

  #pump(): void {
    if (!this.#started) return;
    const now = this.#platform.clock.now();
    const arns = this.#database
      .prepare('SELECT DISTINCT arn FROM event WHERE running = 0 AND due <= ?')
      .all(now)
      .map((row) => String(row.arn));
    for (const arn of arns) {
      const rows = this.#database
        .prepare('SELECT * FROM event WHERE running = 0 AND arn = ? AND due <= ? ORDER BY due LIMIT ?')
        .all(arn, now, this.#capacity(arn, now));
      for (const row of rows) this.#launch(readRow(row));
    }
    this.#cancelTimer();
    const next = this.#database
      .prepare('SELECT MIN(due) AS due FROM event WHERE running = 0 AND due > ?')
      .get(now)?.due;
    const waiting = this.#database.prepare('SELECT MIN(due) AS due FROM event WHERE running = 0').get()?.due;
    const times = [
      ...(typeof next === 'number' ? [next - now] : []),
      ...(typeof waiting === 'number' && waiting <= now
        ? [Math.max(waiting + PATIENCE_MILLISECONDS - now, 1_000)]
        : []),
    ];
    if (times.length > 0) this.#cancelTimer = this.#platform.clock.after(Math.min(...times), () => this.#pump());
  }

  /**
   * Returns how many more events of one function may run. An environment costs more to start than most events, so one
   * starts at a time,
   * and only while few events run or the oldest has waited long.
   */
  #capacity(arn: string, now: number): number {
    const count = (running: 0 | 1) =>
      this.#database
        .prepare('SELECT COUNT(*) AS count, MIN(due) AS due FROM event WHERE running = ? AND arn = ?')
        .get(running, arn);
    try {
      const { pool } = this.#functions.resolve(this.#functions.reference(arn));
      const inFlight = Number(count(1)?.count ?? 0);
      const waited = now - Number(count(0)?.due ?? now);
      const mayStart = !this.#starting.has(arn) && (inFlight < READILY || waited >= PATIENCE_MILLISECONDS);
      return Math.max(0, Math.min(Math.max(1, pool.concurrency) - inFlight, pool.idle + (mayStart ? 1 : 0)));
    } catch {
      return 1;
    }
  }

  #launch(event: EventRow): void {
    this.#database.prepare('UPDATE event SET running = 1 WHERE id = ?').run(event.id);
    const run = this.#run(event)
      .catch((error: unknown) => {
        this.#platform.log('error', 'lambda', `The event ${event.id} of ${event.arn} was not processed.`, {
          error: String(error),
        });
        this.#postpone(event, throttleMilliseconds.first, event);
      })
      .finally(() => {
        this.#running.delete(run);
        this.#pump();
      });
    this.#running.add(run);
  }

  async #run(event: EventRow): Promise<void> {
    const { clock, log } = this.#platform;
    let target: ResolvedFunction;
    try {
      target = this.#functions.resolve(this.#functions.reference(event.arn));
    } catch (error) {
      log('warn', 'lambda', `An event was dropped: ${String(error)}`);
      this.#delete(event);
      return;
    }
    const config = this.#configs.get(event.arn) ?? this.#configs.get(target.configuration.arn) ?? defaults;
    const age = clock.now() - event.created;
    if (age > config.maximumEventAgeSeconds * 1000) {
      await this.#conclude(event, target, config, 'EventAgeExceeded', undefined);
      return;
    }
    target.pool.metrics.measure('AsyncEventAge', age);
    let result: InvocationResult;
    const cold = target.pool.idle === 0;
    if (cold) this.#starting.add(event.arn);
    try {
      const { arn, version } = target;
      result = await target.pool.invoke({
        payload: event.payload,
        invokedFunctionArn: arn,
        version,
        requestId: event.id,
        traceHeader: event.traceHeader,
        onBegin: () => {
          if (cold && this.#starting.delete(event.arn)) this.#pump();
        },
      });
    } catch (error) {
      if (error instanceof AwsError && error.code === 'RecursiveInvocationException') {
        // The event goes where one goes that failed. AWS does not say which condition its record names.
        await this.#conclude(event, target, config, 'RetriesExhausted', droppedResult(event.id, error));
        return;
      }
      const delay = Math.min(throttleMilliseconds.first * 2 ** event.throttles, throttleMilliseconds.most);
      this.#postpone(event, delay, { ...event, throttles: event.throttles + 1 });
      return;
    } finally {
      if (cold) this.#starting.delete(event.arn);
    }
    if (!this.#started) return;
    if (!result.failed) {
      await this.#conclude(event, target, config, 'Success', result);
    } else if (event.errors >= config.maximumRetryAttempts) {
      await this.#conclude({ ...event, errors: event.errors + 1 }, target, config, 'RetriesExhausted', result);
    } else {
      this.#postpone(event, retryMilliseconds[event.errors] ?? 0, { ...event, errors: event.errors + 1 });
    }
  }

  /** Tells the destination or the dead-letter queue, then forgets the event. */
  async #conclude(
    event: EventRow,
    target: ResolvedFunction,
    config: EventInvokeConfig,
    condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded',
    result: InvocationResult | undefined,
  ): Promise<void> {
    const succeeded = condition === 'Success';
    const destination = succeeded ? config.onSuccess : config.onFailure;
    const { configuration } = target;
    const { metrics } = target.pool;
    let failure: 'DestinationDeliveryFailures' | 'DeadLetterErrors' = 'DestinationDeliveryFailures';
    try {
      if (destination !== undefined) {
        const record = destinationRecord(
          {
            time: this.#platform.clock.now(),
            requestId: event.id,
            functionArn: `${configuration.arn}:${target.qualifier}`,
          },
          condition,
          succeeded ? event.errors + 1 : event.errors,
          { payload: event.payload, version: target.version, result },
        );
        await sendToArn(this.#platform, this.#functions.principal(configuration), destination, JSON.stringify(record), {
          event: {
            source: 'lambda',
            detailType: `Lambda Function Invocation Result - ${succeeded ? 'Success' : 'Failure'}`,
            resources: [destination, `${configuration.arn}:${target.qualifier}`],
          },
        });
      }
      failure = 'DeadLetterErrors';
      if (!succeeded && configuration.deadLetterArn !== undefined) {
        await sendToArn(
          this.#platform,
          this.#functions.principal(configuration),
          configuration.deadLetterArn,
          event.payload,
          {
            attributes: deadLetterAttributes(event.id, result),
          },
        );
      }
    } catch (error) {
      metrics.count(failure);
      this.#platform.log(
        'error',
        'lambda',
        `The destination of ${configuration.name} refused an event: ${String(error)}`,
      );
    }
    if (!succeeded) {
      metrics.count('AsyncEventsDropped');
      this.#platform.log('warn', 'lambda', `${configuration.name} failed an event: ${condition}`, {
        requestId: event.id,
      });
    }
    this.#delete(event);
  }

  #postpone(event: EventRow, milliseconds: number, counts: Pick<EventRow, 'errors' | 'throttles'>): void {
    if (this.#started) {
      const due = Math.round(this.#platform.clock.now() + milliseconds * this.#delayScale);
      this.#database
        .prepare('UPDATE event SET running = 0, due = ?, errors = ?, throttles = ? WHERE id = ?')
        .run(due, counts.errors, counts.throttles, event.id);
    }
  }

  #delete(event: EventRow): void {
    this.#database.prepare('DELETE FROM event WHERE id = ?').run(event.id);
  }
}

function readRow(row: Readonly<Record<string, unknown>>): EventRow {
  return {
    id: String(row.id),
    arn: String(row.arn),
    payload: String(row.payload),
    traceHeader: typeof row.trace_header === 'string' ? row.trace_header : undefined,
    created: Number(row.created),
    errors: Number(row.errors),
    throttles: Number(row.throttles),
  };
}

function droppedResult(requestId: string, { code, message }: AwsError): InvocationResult {
  const payload = JSON.stringify({ errorType: code, errorMessage: message });
  return { failed: true, payload, requestId, log: [] };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
function deadLetterAttributes(requestId: string, result: InvocationResult | undefined): JsonObject {
  const message = result === undefined ? 'Event age exceeded' : result.payload.slice(0, 1024);
  return {
    RequestID: { DataType: 'String', StringValue: requestId },
    ErrorCode: { DataType: 'Number', StringValue: '200' },
    ErrorMessage: { DataType: 'String', StringValue: message },
  };
}
