import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { parseArn } from '../platform/Arn.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { transaction } from '../platform/transaction.ts';
import type { TargetDeliveries } from '../shared/targets/TargetDeliveries.ts';
import type { Rule, RuleTarget } from './Rule.ts';

/** Event buses with their rules, and the clock of the rules that have a schedule. */
export class EventBuses {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #deliveries: TargetDeliveries;
  readonly #rules = new Map<string, Rule>();
  readonly #timers = new Map<string, () => void>();
  /** Bus → statement id → statement. */
  readonly #buses = new Map<string, Map<string, JsonObject>>([['default', new Map()]]);
  #started = false;

  constructor(platform: Platform, database: DatabaseSync, deliveries: TargetDeliveries) {
    this.#platform = platform;
    this.#database = database;
    this.#deliveries = deliveries;
  }

  busArn(name: string): string {
    return `arn:aws:events:${this.#platform.region}:${this.#platform.accountId}:event-bus/${name}`;
  }

  hasBus(name: string): boolean {
    return this.#buses.has(name);
  }

  putBus(name: string): void {
    this.#buses.set(name, this.#buses.get(name) ?? new Map());
  }

  deleteBus(name: string): void {
    this.#buses.delete(name);
  }

  putStatement(bus: string, id: string, statement: JsonObject): void {
    this.#buses.get(bus)?.set(id, statement);
  }

  deleteStatement(bus: string, id: string): void {
    this.#buses.get(bus)?.delete(id);
  }

  policy(bus: string): JsonObject | undefined {
    const statements = [...(this.#buses.get(bus)?.values() ?? [])];
    return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
  }

  putRule(rule: Rule): void {
    this.deleteRule(rule.arn);
    this.#rules.set(rule.arn, rule);
    this.#schedule(rule);
  }

  deleteRule(arn: string): void {
    this.#timers.get(arn)?.();
    this.#timers.delete(arn);
    this.#rules.delete(arn);
  }

  start(): void {
    this.#started = true;
    for (const rule of this.#rules.values()) this.#schedule(rule);
  }

  stop(): void {
    this.#started = false;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** Matches an event against the rules of a bus. It is durable for every target when this returns. */
  publish(bus: string, event: JsonObject): void {
    transaction(this.#database, () => {
      for (const rule of this.#rules.values()) {
        if (rule.bus === bus && rule.enabled && rule.pattern?.matches(event)) this.#deliver(rule, event);
      }
    });
  }

  #deliver(rule: Rule, event: JsonObject): void {
    for (const target of rule.targets) {
      this.#deliveries.add({
        sourceArn: rule.arn,
        targetArn: target.arn,
        ...bodyFor(rule, target, event),
        roleArn: target.roleArn,
        service: 'events.amazonaws.com',
        messageGroupId: target.messageGroupId,
        maximumRetryAttempts: target.maximumRetryAttempts,
        maximumEventAgeSeconds: target.maximumEventAgeSeconds,
        deadLetterArn: target.deadLetterArn,
      });
    }
  }

  /**
   * Waits for the next run of a rule's schedule.
   * A rate counts from the start, and runs missed while the process was down are lost.
   */
  #schedule(rule: Rule): void {
    const { clock, region, accountId } = this.#platform;
    const begun = clock.now();
    const wait = (after: number): void => {
      const next = rule.schedule?.next(after, begun);
      if (next === undefined || !this.#started || !rule.enabled) return;
      const cancel = clock.after(next - clock.now(), () => {
        const time = `${new Date(next).toISOString().slice(0, 19)}Z`;
        const head = {
          version: '0',
          id: randomUUID(),
          'detail-type': 'Scheduled Event',
          source: 'aws.events',
          account: accountId,
        };
        this.#deliver(rule, { ...head, time, region, resources: [rule.arn], detail: {} });
        wait(next);
      });
      this.#timers.set(rule.arn, cancel);
    };
    wait(begun);
  }
}

/** Returns the event's own parts for another bus, the transformed text for any other target. */
function bodyFor(rule: Rule, target: RuleTarget, event: JsonObject) {
  if (parseArn(target.arn).service !== 'events') return { body: target.transform(event, rule), event: undefined };
  const detail = isJsonObject(event.detail) ? event.detail : {};
  const resources = Array.isArray(event.resources) ? event.resources.map(String) : [];
  return {
    body: JSON.stringify(detail),
    event: { source: String(event.source), detailType: String(event['detail-type']), resources },
  };
}
