import type { Ports } from '../../functions/reporting/reportDeliveries.ts';
import type { CounterRow } from '../../functions/rules/delivery/CounterRow.ts';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import type { EventRow } from '../../functions/rules/reporting/EventRow.ts';
import type { MessageStatus, ReportDeliveriesInput, Reporting } from '../../schema/generated/types.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The ports of `reportDeliveries` for one message. A test scripts a fault for each write of a count, in order. */
export class InMemoryReports {
  readonly message: { status: MessageStatus; reporting: Reporting; named: boolean; due: string } = {
    status: 'SENDING',
    reporting: 'AUTOMATIC',
    named: false,
    due: '2026-01-01T00:00:00.000Z',
  };
  expired = false;
  counter: Mutable<CounterRow> = {};
  readonly events: EventRow[] = [];
  readonly published: ReportDeliveriesInput[] = [];
  readonly faults: string[] = [];
  refuseReports = false;
  missed = 0;
  readonly measurements: Measurement[] = [];

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
    feed: {
      report: async (input) => {
        if (this.refuseReports) throw new Error('refused');
        this.published.push(input);
      },
    },
    logFailure: () => {
      this.missed += 1;
    },
    emitMetrics: (measurement) => {
      this.measurements.push(measurement);
    },
  };
}
