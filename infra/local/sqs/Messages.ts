import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../platform/Clock.ts';
import { transaction } from '../platform/transaction.ts';
import type { MessageAttributes } from './messageAttributes.ts';
import { numberAttribute, type Queue, type Queues } from './Queues.ts';
import { redrivePolicy } from './queueAttributes.ts';
import { formatReceiptHandle, type ReceiptHandle } from './receiptHandle.ts';

export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader: string | undefined;
  readonly sender: string;
  /** @default the queue's DelaySeconds */
  readonly delaySeconds: number | undefined;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

export interface SentMessage {
  readonly id: string;
  readonly sequenceNumber: string | undefined;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  readonly receiptHandle: string;
  readonly attributes: MessageAttributes;
  /** `SentTimestamp`, `ApproximateReceiveCount` … */
  readonly systemAttributes: Readonly<Record<string, string>>;
}

export interface MessageCounts {
  readonly available: number;
  readonly inFlight: number;
  readonly delayed: number;
}

const DEDUPLICATION_WINDOW = 5 * 60_000;
const FIRST_SEQUENCE_NUMBER = 18_000_000_000_000_000_000n;

/** The messages of all queues. Calls `changed` for every queue that may have something to receive, now or later. */
export class Messages {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #queues: Queues;
  readonly #changed: (queue: Queue, at: number) => void;
  readonly #insert: StatementSync;
  readonly #candidates: StatementSync;
  readonly #fifoCandidates: StatementSync;
  readonly #receive: StatementSync;
  readonly #expire: StatementSync;

  constructor(database: DatabaseSync, clock: Clock, queues: Queues, changed: (queue: Queue, at: number) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#queues = queues;
    this.#changed = changed;
    this.#insert = database.prepare(
      `INSERT INTO message (queue, id, body, attributes, trace_header, sender, sent, visible, group_id, deduplication_id, sequence_number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#candidates = database.prepare(
      'SELECT * FROM message WHERE queue = ? AND visible <= ? ORDER BY visible, sequence LIMIT ?',
    );
    // A message in flight locks its group, and a delayed message holds up those behind it.
    this.#fifoCandidates = database.prepare(
      `SELECT * FROM message m WHERE queue = ?1 AND visible <= ?2 AND NOT EXISTS (
         SELECT 1 FROM message e WHERE e.queue = m.queue AND e.group_id = m.group_id AND e.visible > ?2
         AND (e.receipt IS NOT NULL OR e.sequence < m.sequence)
       ) ORDER BY sequence LIMIT ?3`,
    );
    this.#receive = database.prepare(
      `UPDATE message SET visible = ?, receive_count = receive_count + 1, first_received = COALESCE(first_received, ?), receipt = ?
       WHERE sequence = ?`,
    );
    this.#expire = database.prepare('DELETE FROM message WHERE queue = ? AND sent <= ?');
  }

  send(queue: Queue, message: NewMessage): SentMessage {
    return transaction(this.#database, () => {
      const now = this.#clock.now();
      const deduplicationId = queue.fifo
        ? (message.deduplicationId ?? contentHash(message.body))
        : message.deduplicationId;
      const scope = queue.attributes.DeduplicationScope === 'messageGroup' ? (message.groupId ?? '') : '';
      if (queue.fifo && deduplicationId !== undefined) {
        const earlier = this.#database
          .prepare(
            'SELECT message_id, sequence_number FROM deduplication WHERE queue = ? AND scope = ? AND id = ? AND expires > ?',
          )
          .get(queue.name, scope, deduplicationId, now);
        if (earlier !== undefined) {
          return { id: String(earlier.message_id), sequenceNumber: String(earlier.sequence_number) };
        }
      }
      const id = randomUUID();
      const sequenceNumber = queue.fifo ? this.#nextSequenceNumber(queue) : undefined;
      const visible = now + (message.delaySeconds ?? numberAttribute(queue, 'DelaySeconds')) * 1_000;
      const { body, attributes, traceHeader, sender, groupId } = message;
      this.#insert.run(
        queue.name,
        id,
        body,
        JSON.stringify(attributes),
        traceHeader ?? null,
        sender,
        now,
        visible,
        groupId ?? null,
        deduplicationId ?? null,
        sequenceNumber ?? null,
      );
      if (deduplicationId !== undefined && sequenceNumber !== undefined) {
        this.#database.prepare('DELETE FROM deduplication WHERE expires <= ?').run(now);
        this.#database
          .prepare(
            'INSERT INTO deduplication (queue, scope, id, message_id, sequence_number, expires) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(queue.name, scope, deduplicationId, id, sequenceNumber, now + DEDUPLICATION_WINDOW);
      }
      this.#changed(queue, visible);
      return { id, sequenceNumber };
    });
  }

  /**
   * Returns at most `limit` messages and hides them for `visibilitySeconds`.
   * Messages that were received too often go to the dead-letter queue.
   */
  receive(queue: Queue, limit: number, visibilitySeconds: number): readonly ReceivedMessage[] {
    return transaction(this.#database, () => {
      const now = this.#clock.now();
      this.expire(queue);
      const policy = redrivePolicy(queue.attributes);
      const deadLetterQueue = policy === undefined ? undefined : this.#queues.findByArn(policy.deadLetterTargetArn);
      const most = deadLetterQueue === undefined ? Number.POSITIVE_INFINITY : (policy?.maxReceiveCount ?? 0);
      const statement = queue.fifo ? this.#fifoCandidates : this.#candidates;
      for (;;) {
        const rows = statement.all(queue.name, now, limit);
        const exhausted = rows.filter((row) => Number(row.receive_count) >= most);
        if (exhausted.length === 0 || deadLetterQueue === undefined) {
          return rows.map((row) => this.#take(queue, row, now, visibilitySeconds));
        }
        for (const row of exhausted) this.#moveTo(deadLetterQueue, Number(row.sequence), queue.arn);
      }
    });
  }

  #take(queue: Queue, row: Readonly<Record<string, unknown>>, now: number, visibilitySeconds: number): ReceivedMessage {
    const receipt = randomUUID();
    const visible = now + visibilitySeconds * 1_000;
    this.#receive.run(visible, now, receipt, Number(row.sequence));
    this.#changed(queue, visible);
    const optional = (name: string, value: unknown) => (typeof value === 'string' ? { [name]: value } : {});
    return {
      id: String(row.id),
      body: String(row.body),
      receiptHandle: formatReceiptHandle({ queue: queue.name, messageId: String(row.id), receipt }),
      attributes: JSON.parse(String(row.attributes)) as MessageAttributes,
      systemAttributes: {
        SenderId: String(row.sender),
        SentTimestamp: String(row.sent),
        ApproximateReceiveCount: String(Number(row.receive_count) + 1),
        ApproximateFirstReceiveTimestamp: String(row.first_received ?? now),
        ...optional('SequenceNumber', row.sequence_number),
        ...optional('MessageDeduplicationId', row.deduplication_id),
        ...optional('MessageGroupId', row.group_id),
        ...optional('AWSTraceHeader', row.trace_header),
        ...optional('DeadLetterQueueSourceArn', row.dead_letter_source),
      },
    };
  }

  /**
   * Returns the state of a receipt: `gone` after deletion, `stale` after another receive, `visible` after its time is
   * over.
   */
  stateOf(handle: ReceiptHandle): 'in-flight' | 'visible' | 'stale' | 'gone' {
    const row = this.#database
      .prepare('SELECT receipt, visible FROM message WHERE queue = ? AND id = ?')
      .get(handle.queue, handle.messageId);
    if (row === undefined) return 'gone';
    if (row.receipt !== handle.receipt) return 'stale';
    return Number(row.visible) > this.#clock.now() ? 'in-flight' : 'visible';
  }

  delete(queue: Queue, handle: ReceiptHandle): void {
    this.#database
      .prepare('DELETE FROM message WHERE queue = ? AND id = ? AND receipt = ?')
      .run(queue.name, handle.messageId, handle.receipt);
    // The next message of its group may be received now.
    if (queue.fifo) this.#changed(queue, this.#clock.now());
  }

  changeVisibility(queue: Queue, handle: ReceiptHandle, seconds: number): void {
    const visible = this.#clock.now() + seconds * 1_000;
    this.#database
      .prepare('UPDATE message SET visible = ? WHERE queue = ? AND id = ? AND receipt = ?')
      .run(visible, queue.name, handle.messageId, handle.receipt);
    this.#changed(queue, visible);
  }

  purge(queue: Queue): void {
    this.#database.prepare('DELETE FROM message WHERE queue = ?').run(queue.name);
  }

  /** Deletes messages older than the queue's retention period. */
  expire(queue: Queue): void {
    this.#expire.run(queue.name, this.#clock.now() - numberAttribute(queue, 'MessageRetentionPeriod') * 1_000);
  }

  counts(queue: Queue): MessageCounts {
    this.expire(queue);
    const row = this.#database
      .prepare(
        `SELECT COUNT(*) FILTER (WHERE visible <= ?1) AS available,
                COUNT(*) FILTER (WHERE visible > ?1 AND receipt IS NOT NULL) AS in_flight,
                COUNT(*) FILTER (WHERE visible > ?1 AND receipt IS NULL) AS delayed
         FROM message WHERE queue = ?2`,
      )
      .get(this.#clock.now(), queue.name);
    return {
      available: Number(row?.available ?? 0),
      inFlight: Number(row?.in_flight ?? 0),
      delayed: Number(row?.delayed ?? 0),
    };
  }

  /**
   * Returns the counts of every queue that has messages, and the age of its oldest one, in milliseconds.
   * A message that was received more than three times no longer counts for the age, except in a FIFO queue. In a
   * dead-letter queue the age begins when it came there.
   */
  depths(now: number): ReadonlyMap<string, MessageCounts & { readonly oldest: number }> {
    const rows = this.#database
      .prepare(
        `SELECT queue, COUNT(*) FILTER (WHERE visible <= ?1) AS available,
                COUNT(*) FILTER (WHERE visible > ?1 AND receipt IS NOT NULL) AS in_flight,
                COUNT(*) FILTER (WHERE visible > ?1 AND receipt IS NULL) AS delayed,
                MIN(CASE WHEN dead_letter_source IS NOT NULL AND receipt IS NULL THEN visible ELSE sent END)
                  FILTER (WHERE receive_count <= 3 OR dead_letter_source IS NOT NULL OR queue LIKE '%.fifo') AS oldest
         FROM message GROUP BY queue`,
      )
      .all(now);
    return new Map(
      rows.map((row) => [
        String(row.queue),
        {
          available: Number(row.available),
          inFlight: Number(row.in_flight),
          delayed: Number(row.delayed),
          oldest: Math.max(0, now - Number(row.oldest ?? now)),
        },
      ]),
    );
  }

  /** Returns when the next hidden message of the queue shows, if one is hidden. */
  nextVisible(queue: Queue): number | undefined {
    const row = this.#database
      .prepare('SELECT MIN(visible) AS visible FROM message WHERE queue = ? AND visible > ?')
      .get(queue.name, this.#clock.now());
    return typeof row?.visible === 'number' ? row.visible : undefined;
  }

  /** Moves all visible messages to `destination`, or to the queue each came from. Returns the number of them. */
  moveAll(source: Queue, destination: Queue | undefined): number {
    return transaction(this.#database, () => {
      let moved = 0;
      const rows = this.#database
        .prepare(
          'SELECT sequence, dead_letter_source AS origin FROM message WHERE queue = ? AND visible <= ? ORDER BY sequence',
        )
        .all(source.name, this.#clock.now());
      for (const row of rows) {
        const target = destination ?? this.#queues.findByArn(String(row.origin));
        if (target === undefined) continue;
        this.#moveTo(target, Number(row.sequence), null);
        moved += 1;
      }
      return moved;
    });
  }

  /** Moves a message behind all of the target's. It keeps its id, and in a standard queue its time. */
  #moveTo(target: Queue, sequence: number, source: string | null): void {
    const now = this.#clock.now();
    this.#database
      .prepare(
        `UPDATE message SET sequence = (SELECT MAX(sequence) + 1 FROM message), queue = ?1, visible = ?2, receipt = NULL,
         receive_count = CASE WHEN ?3 IS NULL THEN 0 ELSE receive_count END, dead_letter_source = ?3,
         sent = CASE WHEN ?4 = 1 OR ?3 IS NULL THEN ?2 ELSE sent END WHERE sequence = ?5`,
      )
      .run(target.name, now, source, target.fifo ? 1 : 0, sequence);
    this.#changed(target, now);
  }

  #nextSequenceNumber(queue: Queue): string {
    const row = this.#database
      .prepare('UPDATE queue SET last_sequence = last_sequence + 1 WHERE name = ? RETURNING last_sequence')
      .get(queue.name);
    return String(FIRST_SEQUENCE_NUMBER + BigInt(Number(row?.last_sequence ?? 0)));
  }
}

/** Returns the content-based deduplication id, which covers the body alone. */
function contentHash(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
