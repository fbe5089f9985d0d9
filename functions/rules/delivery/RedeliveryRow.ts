import type { DeliveryReason, RedeliveryStatus } from '../../../schema/generated/types.ts';

/** A redelivery of a message's failed deliveries, under `redeliveryKey`. Times are ISO 8601. */
export interface RedeliveryRow {
  /** `redeliveryId`. */
  readonly id: string;
  readonly messageId: string;
  /** The message's. */
  readonly publisherId: string;
  /** The reasons whose deliveries it opens again, sorted. */
  readonly reasons: readonly DeliveryReason[];
  readonly status: RedeliveryStatus;
  /** The deliveries that it has opened again so far. */
  readonly reopened: number;
  /** The device of the last delivery that it has looked at. */
  readonly reached?: string;
  /** Grows by one with every write. */
  readonly revision: number;
  readonly createdAt: string;
  readonly finishedAt?: string;
  /** Epoch seconds: its message's. */
  readonly ttl: number;
}
