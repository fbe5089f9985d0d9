import type { Ports } from '../../functions/reporting/reportDeliveries.ts';
import type { CounterRow } from '../../functions/rules/delivery/CounterRow.ts';
import type { EventRow } from '../../functions/rules/reporting/EventRow.ts';
import type { MessageStatus, ReportDeliveriesInput, Reporting } from '../../schema/generated/types.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The ports of `reportDeliveries` for one message. A test scripts a fault for each write of a count, in order. */
export class InMemoryReports {
  readonly message: { status: MessageStatus; reporting: Reporting; publisherId: string; ttl: number; due: string } = {
    status: 'SENDING',
    reporting: 'AUTOMATIC',
    publisherId: 'paula',
    ttl: 9,
    due: '2026-01-01T00:00:00.000Z',
  };
  /** The feeds that somebody has open, by `pk`. Null: all. */
  open: ReadonlySet<string> | null = null;
  now = 0;
  expired = false;
  counter: Mutable<CounterRow> = {};
  readonly events: EventRow[] = [];
  readonly published: ReportDeliveriesInput[] = [];
  readonly faults: string[] = [];
  refuseReports = false;
  /** Runs before AppSync takes a report. */
  whileReporting: (input: ReportDeliveriesInput) => void | Promise<void> = () => {};
  missed = 0;
  /** Mark → its sequence number. */
  readonly passed = new Map<string, string>();

  readonly ports: Ports = {
    store: {
      message: async () => (this.expired ? null : { ...this.message }),
      counter: async () => ({ ...this.counter }),
      record: async (_, read, count) => {
        const fault = this.faults.shift();
        if (fault === 'crash before') throw new Error('crash');
        if (fault === 'conflict' || read.countedUpTo !== this.counter.countedUpTo) return false;
        const { countedUpTo, sequence } = count.counter;
        for (const [status, number] of Object.entries(count.added) as ['QUEUED', number][]) {
          this.counter[status] = (this.counter[status] ?? 0) + number;
        }
        Object.assign(this.counter, { countedUpTo, sequence });
        this.events.push(...count.events);
        if (fault === 'crash after') throw new Error('crash');
        return true;
      },
      events: async (_, from, to) => this.events.slice(from - 1, to),
      complete: async () => {
        if (this.message.status !== 'SENDING') return false;
        this.message.status = 'COMPLETED';
        return true;
      },
    },
    marks: {
      put: async () => 'mark',
      pass: async (_, { id, sequenceNumber }) => void this.passed.set(id, sequenceNumber),
      passedAt: async (_, id) => this.passed.get(id) ?? null,
    },
    openFeeds: {
      among: async (feeds) => new Set(feeds.map(({ pk }) => pk).filter((pk) => this.open?.has(pk) ?? true)),
    },
    clock: { now: () => this.now },
    feed: {
      report: async (input) => {
        await this.whileReporting(input);
        if (this.refuseReports) throw new Error('refused');
        this.published.push(input);
      },
    },
    emitMetrics: ({ values }) => {
      if ('ReportsMissed' in values) this.missed += Number(values.ReportsMissed);
    },
    logFailure: () => {},
  };
}
