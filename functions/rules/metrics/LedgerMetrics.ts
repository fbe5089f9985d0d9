import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';
import type { Transition } from '../delivery/DeliveryRow.ts';
import { meansDeadToken } from '../delivery/deliveryStatus.ts';
import type { DeliveryChange } from '../reporting/DeliveryChange.ts';
import type { Measurement } from './EmitMetrics.ts';
import { type CountedReason, type MetricName, statusMetrics } from './metricTable.ts';

interface PlatformValues {
  readonly counts: Map<MetricName<'Platform'>, number>;
  /** Milliseconds. */
  readonly sent: number[];
  readonly answered: number[];
}

/**
 * Counts changes of the ledger for metrics: what its stream brings twice counts twice. So the numbers are at least the
 * true ones, and `progress` of a message is exact.
 */
export class LedgerMetrics {
  readonly #platforms = new Map<PushPlatform, PlatformValues>();
  readonly #reasons = new Map<CountedReason, number>();

  /** Adds changes of one message's deliveries. `due` says when it was to be sent, null if it is not known any more. */
  add(changes: readonly DeliveryChange[], due: string | null): void {
    for (const { before, after } of changes) {
      // SNS did not take it. It stays `QUEUED`, and is tried again.
      if (after.retryAt !== before?.retryAt && after.status === 'QUEUED') this.#because(after.lastFailure);
      const { platform, transitions } = after;
      for (let index = before?.transitions.length ?? 0; index < transitions.length; index += 1) {
        this.#enter(platform, transitions.slice(0, index + 1), due);
      }
    }
  }

  /** Returns one measurement for each platform and reason that occurred. */
  measurements(): readonly Measurement[] {
    return [
      ...[...this.#platforms].map(([Platform, { counts, sent, answered }]) => ({
        dimensions: { Platform },
        values: { ...Object.fromEntries(counts), TimeToSent: sent, TimeToAnswer: answered },
      })),
      ...[...this.#reasons].map(([Reason, DeliveriesByReason]) => ({
        dimensions: { Reason },
        values: { DeliveriesByReason },
      })),
    ];
  }

  #enter(platform: PushPlatform, transitions: readonly Transition[], due: string | null): void {
    const last = transitions.at(-1);
    const name = last && statusMetrics[last.status];
    if (!last || !name) return;
    const values = this.#platforms.get(platform) ?? { counts: new Map(), sent: [], answered: [] };
    this.#platforms.set(platform, values);
    count(values.counts, name);
    if (last.status === 'FAILED' && last.reason && meansDeadToken(last.reason)) {
      count(values.counts, 'DeliveriesToDeadTokens');
    }
    if (last.status === 'SENT') push(values.sent, queuedSince(transitions, due), last.at);
    else if (isAnswer(last) && transitions.at(-2)?.status === 'SENT') {
      push(values.answered, transitions.at(-2)?.at ?? null, last.at);
    }
    this.#because(last.reason);
  }

  #because(reason: DeliveryReason | undefined): void {
    if (isCounted(reason)) count(this.#reasons, reason);
  }
}

function count<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A delivery that was opened again waits from then on. */
function queuedSince(transitions: readonly Transition[], due: string | null): string | null {
  const queued = transitions.findLastIndex(({ status }) => status === 'QUEUED');
  return queued > 0 ? (transitions[queued]?.at ?? null) : due;
}

/** Whether the push service said something, or SNS in its place. `NO_ANSWER` says that nobody did. */
function isAnswer({ status, reason }: Transition): boolean {
  return status === 'PROVIDER_ACCEPTED' || ((status === 'FAILED' || status === 'EXPIRED') && reason !== 'NO_ANSWER');
}

function isCounted(reason: DeliveryReason | undefined): reason is CountedReason {
  return reason !== undefined && reason !== 'TTL_EXPIRED';
}

/** Functions on two machines may differ in their clocks. */
function push(values: number[], from: string | null, to: string): void {
  const milliseconds = from === null ? Number.NaN : Date.parse(to) - Date.parse(from);
  if (!Number.isNaN(milliseconds)) values.push(Math.max(0, milliseconds));
}
