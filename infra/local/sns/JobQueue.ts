import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../platform/Clock.ts';
import type { Log } from '../platform/Log.ts';
import { transaction } from '../platform/transaction.ts';

export interface Job<Body> {
  readonly sequence: number;
  readonly body: Body;
  /** The state that the last attempt left. */
  readonly state: string | undefined;
  /** Attempts before this one. */
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
}

export type Settlement =
  | 'done'
  | {
      /** Milliseconds. */
      readonly retryAfter: number;
      readonly state?: string;
      /** Nothing was attempted: it only waits. */
      readonly isWait?: true;
    };

/** Attempts a job. A synchronous settlement is one transaction with all that the handler writes. */
export type JobHandler<Body> = (job: Job<Body>) => Settlement | Promise<Settlement>;

/** Attempts jobs that were taken together and returns their settlements in the same order. */
type BatchHandler<Body> = (jobs: readonly Job<Body>[]) => Promise<readonly Settlement[]>;

interface Batches<Body> {
  readonly handler: BatchHandler<Body>;
  readonly gatherMilliseconds: number;
}

const FAILED_HANDLER_DELAY = 1_000;

/**
 * Durable work, done at least once and in order within a lane, up to `concurrency` jobs at a time.
 * A job leaves the table when its handler returns `done`.
 */
export class JobQueue<Body> {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #name: string;
  readonly #concurrency: number;
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #delete: StatementSync;
  readonly #retry: StatementSync;
  #handler: JobHandler<Body> | undefined;
  #batches: Batches<Body> | undefined;
  #wake: NodeJS.Immediate | undefined;
  #cancelTimer: (() => void) | undefined;
  #endGathering = () => {};

  constructor(database: DatabaseSync, clock: Clock, log: Log, name: string, concurrency: number) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
    this.#name = name;
    this.#concurrency = concurrency;
    this.#insert = database.prepare('INSERT INTO job (queue, lane, body, accepted_at, due) VALUES (?, ?, ?, ?, ?)');
    this.#select = database.prepare(
      `SELECT sequence, body, state, attempts, accepted_at FROM job j WHERE queue = ? AND due <= ?
       AND (lane IS NULL OR NOT EXISTS (SELECT 1 FROM job e WHERE e.lane = j.lane AND e.sequence < j.sequence))
       ORDER BY due, sequence LIMIT ?`,
    );
    this.#nextDue = database.prepare('SELECT MIN(due) AS due FROM job WHERE queue = ? AND due > ?');
    this.#delete = database.prepare('DELETE FROM job WHERE sequence = ?');
    this.#retry = database.prepare('UPDATE job SET attempts = attempts + ?, state = ?, due = ? WHERE sequence = ?');
  }

  /** Adds a job, within the open transaction if there is one. Jobs of one `lane` run one after the other, in order. */
  add(body: Body, lane?: string): void {
    const now = this.#clock.now();
    this.#insert.run(this.#name, lane ?? null, JSON.stringify(body), now, now);
    this.#schedule();
  }

  start(handler: JobHandler<Body>): void {
    this.#handler = handler;
    this.#schedule();
  }

  /**
   * Starts one batch at a time, with up to `concurrency` jobs.
   * The next follows `gatherMilliseconds` later at the earliest.
   */
  startBatches(handler: BatchHandler<Body>, gatherMilliseconds: number): void {
    this.#batches = { handler, gatherMilliseconds };
    this.#schedule();
  }

  /** Resolves when the jobs in flight have settled. The others stay in the table. */
  async stop(): Promise<void> {
    this.#handler = undefined;
    this.#batches = undefined;
    if (this.#wake !== undefined) clearImmediate(this.#wake);
    this.#wake = undefined;
    this.#cancelTimer?.();
    this.#endGathering();
    await Promise.all(this.#inFlight.values());
  }

  #schedule(): void {
    if ((this.#handler === undefined && this.#batches === undefined) || this.#wake !== undefined) return;
    this.#wake = setImmediate(() => {
      this.#wake = undefined;
      if (this.#batches === undefined) this.#pump();
      else this.#pumpBatch(this.#batches);
    });
  }

  #pumpBatch({ handler, gatherMilliseconds }: Batches<Body>): void {
    if (this.#inFlight.size > 0) return;
    const now = this.#clock.now();
    const jobs = this.#select.all(this.#name, now, this.#concurrency).map((row) => jobOf<Body>(row));
    const [first] = jobs;
    if (first === undefined) {
      this.#sleep(now);
      return;
    }
    const gathered = new Promise<void>((resolve) => {
      this.#endGathering = resolve;
      this.#clock.after(gatherMilliseconds, resolve);
    });
    const settle = (settlements: readonly Settlement[]) =>
      transaction(this.#database, () => {
        for (const [index, job] of jobs.entries()) this.#settle(job.sequence, settlements[index] ?? 'done');
      });
    const running = handler(jobs)
      .catch((error: unknown) => jobs.map(() => this.#failed(error)))
      .then(settle)
      .then(() => gathered)
      .then(() => {
        this.#inFlight.delete(first.sequence);
        this.#schedule();
      });
    this.#inFlight.set(first.sequence, running);
  }

  #pump(): void {
    const handler = this.#handler;
    if (handler === undefined) return;
    const free = this.#concurrency - this.#inFlight.size;
    if (free <= 0) return;
    const now = this.#clock.now();
    let started = 0;
    transaction(this.#database, () => {
      // Jobs in flight are still in the table, so the query asks for that many more.
      for (const row of this.#select.all(this.#name, now, this.#concurrency)) {
        if (this.#inFlight.has(Number(row.sequence)) || started >= free) continue;
        started += 1;
        this.#run(handler, jobOf<Body>(row));
      }
    });
    if (started > 0) this.#schedule();
    else this.#sleep(now);
  }

  #run(handler: JobHandler<Body>, job: Job<Body>): void {
    let settlement: Settlement | Promise<Settlement>;
    try {
      settlement = handler(job);
    } catch (error) {
      settlement = this.#failed(error);
    }
    if (!(settlement instanceof Promise)) {
      this.#settle(job.sequence, settlement);
      return;
    }
    const running = settlement
      .catch((error: unknown) => this.#failed(error))
      .then((settled) => {
        this.#inFlight.delete(job.sequence);
        this.#settle(job.sequence, settled);
        this.#schedule();
      });
    this.#inFlight.set(job.sequence, running);
  }

  #failed(error: unknown): Settlement {
    this.#log('error', 'sns', `${this.#name} job failed and will run again`, {
      error: error instanceof Error ? error.message : String(error),
    });
    return { retryAfter: FAILED_HANDLER_DELAY };
  }

  #settle(sequence: number, settlement: Settlement): void {
    if (settlement === 'done') {
      this.#delete.run(sequence);
      return;
    }
    const { isWait = false, retryAfter, state = null } = settlement;
    this.#retry.run(isWait ? 0 : 1, state, this.#clock.now() + Math.ceil(retryAfter), sequence);
  }

  #sleep(now: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const due = this.#nextDue.get(this.#name, now)?.due;
    if (typeof due === 'number') this.#cancelTimer = this.#clock.after(Math.max(due - now, 1), () => this.#schedule());
  }
}

/** Reads a row of `job`, whose body `add` wrote. */
function jobOf<Body>(row: Readonly<Record<string, unknown>>): Job<Body> {
  return {
    sequence: Number(row.sequence),
    body: JSON.parse(String(row.body)) as Body,
    state: typeof row.state === 'string' ? row.state : undefined,
    attempts: Number(row.attempts),
    acceptedAt: Number(row.accepted_at),
  };
}
