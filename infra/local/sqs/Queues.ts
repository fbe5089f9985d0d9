import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import type { JsonObject } from '../platform/Json.ts';
import { transaction } from '../platform/transaction.ts';
import { invalidParameterValue, invalidValue, queueDoesNotExist } from './errors.ts';
import {
  assertQueueAttributes,
  defaultAttributes,
  type NumberAttribute,
  parseDocument,
  redrivePolicy,
} from './queueAttributes.ts';

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** All attributes, with defaults for those that were not set. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly modified: number;
}

export class Queues {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #arnPrefix: string;
  readonly #select: StatementSync;
  readonly #known = new Map<string, Queue>();

  constructor(database: DatabaseSync, clock: Clock, region: string, accountId: string) {
    this.#database = database;
    this.#clock = clock;
    this.#arnPrefix = `arn:aws:sqs:${region}:${accountId}:`;
    this.#select = database.prepare('SELECT name, attributes, tags, created, modified FROM queue WHERE name = ?');
  }

  arn(name: string): string {
    return `${this.#arnPrefix}${name}`;
  }

  /** Creates a queue, or returns the existing one of this name if the attributes agree. */
  create(name: string, given: Readonly<Record<string, string>>, tags: Readonly<Record<string, string>>): Queue {
    const { FifoQueue: fifoQueue, ...attributes } = given;
    if (fifoQueue !== undefined && fifoQueue !== 'true') {
      throw new AwsError('InvalidAttributeValue', 'Invalid value for the parameter FifoQueue.');
    }
    const fifo = fifoQueue === 'true';
    assertName(name, fifo);
    assertQueueAttributes(attributes, fifo);
    const existing = this.find(name);
    if (existing !== undefined) {
      for (const [attribute, value] of Object.entries(attributes)) {
        if ((existing.attributes[attribute] ?? '') === value) continue;
        throw new AwsError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${attribute}`,
        );
      }
      return existing;
    }
    const queue = { name, arn: this.arn(name), fifo, attributes: { ...defaultAttributes(fifo), ...attributes } };
    this.#assertDeadLetterQueue(queue);
    const now = this.#clock.now();
    this.#database
      .prepare('INSERT INTO queue (name, attributes, tags, created, modified) VALUES (?, ?, ?, ?, ?)')
      .run(name, JSON.stringify(queue.attributes), JSON.stringify(tags), now, now);
    return { ...queue, tags, created: now, modified: now };
  }

  find(name: string): Queue | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const row = this.#select.get(name);
    if (row === undefined) return undefined;
    const queue = {
      name,
      arn: this.arn(name),
      fifo: name.endsWith('.fifo'),
      attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
      tags: JSON.parse(String(row.tags)) as Record<string, string>,
      created: Number(row.created),
      modified: Number(row.modified),
    };
    this.#known.set(name, queue);
    return queue;
  }

  get(name: string): Queue {
    const queue = this.find(name);
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }

  findByArn(arn: string): Queue | undefined {
    return arn.startsWith(this.#arnPrefix) ? this.find(arn.slice(this.#arnPrefix.length)) : undefined;
  }

  list(prefix: string, after: string, limit: number): readonly string[] {
    return this.#database
      .prepare('SELECT name FROM queue WHERE substr(name, 1, ?) = ? AND name > ? ORDER BY name LIMIT ?')
      .all(prefix.length, prefix, after, limit)
      .map((row) => String(row.name));
  }

  /** Returns the queues whose dead-letter queue this is. */
  sourcesOf(queue: Queue): readonly Queue[] {
    return this.list('', '', -1)
      .map((name) => this.get(name))
      .filter(({ attributes }) => redrivePolicy(attributes)?.deadLetterTargetArn === queue.arn);
  }

  setAttributes(queue: Queue, changes: Readonly<Record<string, string>>): void {
    const { FifoQueue: fifoQueue, ...others } = changes;
    if (fifoQueue !== undefined && fifoQueue !== String(queue.fifo)) {
      throw new AwsError(
        'InvalidAttributeValue',
        'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
      );
    }
    assertQueueAttributes(others, queue.fifo);
    const attributes = { ...queue.attributes, ...others };
    this.#assertDeadLetterQueue({ ...queue, attributes });
    this.#update(queue.name, 'attributes', attributes);
  }

  setTags(queue: Queue, tags: Readonly<Record<string, string>>): void {
    this.#update(queue.name, 'tags', tags);
  }

  delete(name: string): void {
    transaction(this.#database, () => {
      for (const table of ['message', 'deduplication']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE queue = ?`).run(name);
      }
      this.#database.prepare('DELETE FROM queue WHERE name = ?').run(name);
    });
    this.#known.delete(name);
  }

  #update(name: string, column: 'attributes' | 'tags', value: Readonly<Record<string, string>>): void {
    this.#database
      .prepare(`UPDATE queue SET ${column} = ?, modified = ? WHERE name = ?`)
      .run(JSON.stringify(value), this.#clock.now(), name);
    this.#known.delete(name);
  }

  #assertDeadLetterQueue(queue: Pick<Queue, 'arn' | 'fifo' | 'attributes'>): void {
    const policy = redrivePolicy(queue.attributes);
    if (policy === undefined) return;
    const target = this.findByArn(policy.deadLetterTargetArn);
    const wrong = (reason: string) => invalidValue('RedrivePolicy', queue.attributes.RedrivePolicy, reason);
    if (target === undefined) throw wrong('Dead letter target does not exist');
    if (target.fifo !== queue.fifo) throw wrong('Dead-letter queue must be same type of queue as the source');
    const { redrivePermission, sourceQueueArns } = parseDocument(target.attributes.RedriveAllowPolicy) ?? {};
    const listed = Array.isArray(sourceQueueArns) && sourceQueueArns.includes(queue.arn);
    if (redrivePermission === 'denyAll' || (redrivePermission === 'byQueue' && !listed)) {
      throw wrong("Dead letter target's redrive allow policy does not permit this source queue");
    }
  }
}

export function numberAttribute(queue: Queue, name: NumberAttribute): number {
  return Number(queue.attributes[name]);
}

/** Returns the queue's own policy, if it has one. */
export function queuePolicy(queue: Queue | undefined): JsonObject | undefined {
  return parseDocument(queue?.attributes.Policy);
}

function assertName(name: string, fifo: boolean): void {
  const pattern = fifo ? /^[A-Za-z0-9_-]{1,75}\.fifo$/ : /^[A-Za-z0-9_-]{1,80}$/;
  if (pattern.test(name)) return;
  throw invalidParameterValue(
    fifo
      ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
      : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}
