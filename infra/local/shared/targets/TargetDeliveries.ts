import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { Platform } from '../../platform/Platform.ts';
import type { Principal } from '../../platform/Principal.ts';
import { sendToArn } from './sendToArn.ts';

/** One event for one target. It is JSON throughout, because it is kept on disk until it arrives. */
export interface Delivery {
  /** The rule or schedule. */
  readonly sourceArn: string;
  readonly targetArn: string;
  readonly body: string;
  /**
   * The role that `service` assumes. Without one the service calls by itself, if the target's own policy allows that.
   */
  readonly roleArn: string | undefined;
  readonly service: 'events.amazonaws.com' | 'scheduler.amazonaws.com';
  readonly messageGroupId: string | undefined;
  /** For a target that is an event bus. */
  readonly event:
    | { readonly source: string; readonly detailType: string; readonly resources: readonly string[] }
    | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterArn: string | undefined;
}

/** What becomes of deliveries, as Scheduler's metrics name it. */
export type DeliveryCount =
  | 'InvocationAttemptCount'
  | 'InvocationDroppedCount'
  | 'InvocationsFailedToBeSentToDeadLetterCount'
  | 'InvocationsSentToDeadLetterCount'
  | 'TargetErrorCount'
  | 'TargetErrorThrottledCount';

const backoffMilliseconds = { first: 1_000, most: 600_000 };

/** Errors that no retry mends: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html */
const permanent =
  /AccessDenied|AuthorizationError|NotFound|NonExistentQueue|QueueDoesNotExist|NotSupportedLocally|Validation|InvalidParameter/;

const throttles = /Throttl|TooManyRequests|LimitExceeded/;

/**
 * Durable deliveries to targets.
 * Retries with backoff until age or attempts run out, then sends to the dead-letter queue.
 */
export class TargetDeliveries {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #delayScale: number;
  readonly #count: (what: DeliveryCount, sourceArn: string) => void;
  readonly #running = new Map<string, Promise<void>>();
  #started = false;
  #cancelTimer = () => {};

  /** @param count is told what becomes of the deliveries of a rule or schedule */
  constructor(
    platform: Platform,
    database: DatabaseSync,
    delayScale: number,
    count: (what: DeliveryCount, sourceArn: string) => void = () => {},
  ) {
    this.#platform = platform;
    this.#database = database;
    this.#delayScale = delayScale;
    this.#count = count;
    database.exec(`
      CREATE TABLE IF NOT EXISTS delivery (
        id TEXT PRIMARY KEY, data TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0
      );
      CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due);
    `);
  }

  /** Adds a delivery within the open transaction, if there is one. It is durable when this returns. */
  add(delivery: Delivery): void {
    const now = this.#platform.clock.now();
    this.#database
      .prepare('INSERT INTO delivery (id, data, created, due) VALUES (?, ?, ?, ?)')
      .run(randomUUID(), JSON.stringify(delivery), now, now);
    queueMicrotask(() => this.#pump());
  }

  start(): void {
    this.#started = true;
    this.#pump();
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#cancelTimer();
    await Promise.allSettled(this.#running.values());
  }

  #pump(): void {
    if (!this.#started) return;
    const now = this.#platform.clock.now();
    for (const row of this.#database.prepare('SELECT * FROM delivery WHERE due <= ? ORDER BY due LIMIT 100').all(now)) {
      const id = String(row.id);
      if (!this.#running.has(id)) {
        const run = this.#run(id, JSON.parse(String(row.data)), Number(row.created), Number(row.attempts)).finally(
          () => {
            this.#running.delete(id);
            this.#pump();
          },
        );
        this.#running.set(id, run);
      }
    }
    this.#cancelTimer();
    const next = this.#database.prepare('SELECT MIN(due) AS due FROM delivery WHERE due > ?').get(now)?.due;
    if (typeof next === 'number') this.#cancelTimer = this.#platform.clock.after(next - now, () => this.#pump());
  }

  async #run(id: string, delivery: Delivery, created: number, attempts: number): Promise<void> {
    const { clock, log } = this.#platform;
    const { sourceArn } = delivery;
    this.#count('InvocationAttemptCount', sourceArn);
    try {
      await sendToArn(this.#platform, this.#principal(delivery), delivery.targetArn, delivery.body, {
        messageGroupId: delivery.messageGroupId,
        ...(delivery.event === undefined ? {} : { event: delivery.event }),
      });
      this.#delete(id);
    } catch (error) {
      if (!this.#started) return;
      const code = error instanceof AwsError ? error.code : 'InternalError';
      this.#count(throttles.test(code) ? 'TargetErrorThrottledCount' : 'TargetErrorCount', sourceArn);
      const old = clock.now() - created >= delivery.maximumEventAgeSeconds * 1000;
      const exhausted = attempts >= delivery.maximumRetryAttempts;
      if (!permanent.test(code) && !old && !exhausted) {
        const delay = Math.min(backoffMilliseconds.first * 2 ** attempts, backoffMilliseconds.most) * this.#delayScale;
        this.#database
          .prepare('UPDATE delivery SET due = ?, attempts = attempts + 1 WHERE id = ?')
          .run(Math.round(clock.now() + delay), id);
        return;
      }
      log('warn', 'events', `${delivery.sourceArn} could not reach ${delivery.targetArn}: ${code}`, {
        error: String(error),
      });
      this.#count('InvocationDroppedCount', sourceArn);
      await this.#deadLetter(delivery, attempts, code, error, old);
      this.#delete(id);
    }
  }

  async #deadLetter(delivery: Delivery, attempts: number, code: string, error: unknown, old: boolean): Promise<void> {
    if (delivery.deadLetterArn === undefined) return;
    const text = (StringValue: string): JsonObject => ({ DataType: 'String', StringValue });
    const condition = old ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts';
    try {
      await sendToArn(this.#platform, this.#principal(delivery), delivery.deadLetterArn, delivery.body, {
        attributes: {
          [delivery.service === 'events.amazonaws.com' ? 'RULE_ARN' : 'SCHEDULE_ARN']: text(delivery.sourceArn),
          TARGET_ARN: text(delivery.targetArn),
          ERROR_CODE: text(code),
          ERROR_MESSAGE: text(error instanceof Error ? error.message : String(error)),
          RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(attempts) },
          ...(permanent.test(code) ? {} : { EXHAUSTED_RETRY_CONDITION: text(condition) }),
        },
      });
      this.#count('InvocationsSentToDeadLetterCount', delivery.sourceArn);
    } catch (failure) {
      this.#count('InvocationsFailedToBeSentToDeadLetterCount', delivery.sourceArn);
      this.#platform.log(
        'error',
        'events',
        `The dead-letter queue ${delivery.deadLetterArn} refused an event: ${String(failure)}`,
      );
    }
  }

  #principal({ roleArn, service, sourceArn }: Delivery): Principal {
    if (roleArn === undefined) return { kind: 'service', service, sourceArn };
    const session = sourceArn.split('/').at(-1) ?? 'events';
    return this.#platform.aws.assume(roleArn, service, session, { sourceArn: statedSource(sourceArn) });
  }

  #delete(id: string): void {
    this.#database.prepare('DELETE FROM delivery WHERE id = ?').run(id);
  }
}

/**
 * Returns `aws:SourceArn` for a rule, or for a schedule, whose group it is.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function statedSource(sourceArn: string): string {
  return sourceArn.replace(/:schedule\/([^/]+)\/[^/]+$/, ':schedule-group/$1');
}
