import type { DeliveryReason, DeliveryStatus } from '../../schema/generated/types.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { Verdict } from '../rules/feedback/Feedback.ts';

/** The names of a delivery. */
export type DeliveryReference = Pick<DeliveryRow, 'messageId' | 'deviceId'>;

/** A delivery as it was read. Its `version` tells the attempt that it was in. */
export type ReadDelivery = Pick<DeliveryRow, 'messageId' | 'deviceId' | 'version'>;

/** The next state of a delivery. */
export interface Move {
  /** Only `reopen` leads back to `QUEUED`. */
  readonly status: Exclude<DeliveryStatus, 'QUEUED'>;
  readonly reason?: DeliveryReason;
  readonly snsMessageId?: string;
}

export interface LedgerPage {
  readonly rows: readonly DeliveryRow[];
  /** The device of the last row. Absent on the last page. */
  readonly reached?: string;
}

/** How a delivery ends that SNS does not have. */
export interface UnsentEnd {
  readonly status: 'FAILED' | 'EXPIRED' | 'SUPPRESSED' | 'CANCELLED';
  readonly reason?: DeliveryReason;
  /** Its work was given up, and SNS did not refuse it: a redrive may open it again. */
  readonly abandoned?: boolean;
}

/** Why SNS did not take a delivery, and when it is tried again, in epoch milliseconds. */
export interface Retry {
  readonly reason: DeliveryReason;
  readonly at: number;
}

/** The outcome of claiming a delivery for sending. */
export type Claim =
  | { readonly kind: 'claimed' }
  /** The delivery is past `QUEUED`: sent, cancelled or ended. */
  | { readonly kind: 'done' }
  /** Another invocation is sending it, or died while it did. It may be claimed after `until`, in epoch milliseconds. */
  | { readonly kind: 'taken'; readonly until: number }
  /** The device changed since the audience was resolved and must be read again. */
  | { readonly kind: 'device changed' };

/** The ledger: one row for each message and device. Times are epoch milliseconds. */
export interface DeliveryLedger {
  /** Writes the row. Returns false if there is one already. */
  open(row: DeliveryRow): Promise<boolean>;
  /** Returns the rows of these devices, without those that are missing. Consistent. */
  read(messageId: string, deviceIds: readonly string[]): Promise<readonly DeliveryRow[]>;
  /** Returns at most `limit` of the message's rows, by device, behind the device `after`. Consistent. */
  page(messageId: string, after: string | undefined, limit: number): Promise<LedgerPage>;
  /** Yields the message's rows in these states, page by page. Consistent. */
  inStates(messageId: string, states: readonly DeliveryStatus[]): AsyncIterable<readonly DeliveryRow[]>;
  /**
   * Claims a queued delivery until `until`. The same transaction checks that the device is still this user's, enabled,
   * and at this address: once a device changes hands, nothing more is sent for its former owner.
   */
  claim(row: DeliveryRow, until: number, now: number): Promise<Claim>;
  /** Gives back the claim that ends at `until`, with nothing sent. Records why, and when it is tried again. */
  release(row: DeliveryRow, until: number, retry: Retry): Promise<void>;
  /** Moves a delivery on. Returns false if it has moved since it was read. */
  move(row: ReadDelivery, move: Move, now: number): Promise<boolean>;
  /**
   * Moves a delivery on as its push service answered to the push with this id. Returns false if it is further along
   * already, or in a later attempt. A late answer corrects `NO_ANSWER`.
   */
  answer(delivery: DeliveryReference, snsMessageId: string, verdict: Verdict, now: number): Promise<boolean>;
  /**
   * Ends a queued delivery that nobody is sending, apart from the holder of the claim that ends at `until`.
   * Returns false for any other: a delivery that SNS may already have never counts as unsent.
   */
  endUnsent(row: ReadDelivery, end: UnsentEnd, now: number, until?: number): Promise<boolean>;
  /**
   * Opens a failed delivery again, in its next attempt. Returns false if it has moved since it was read.
   * `redeliveryId`: the redelivery that does.
   */
  reopen(row: DeliveryRow, now: number, redeliveryId?: string): Promise<boolean>;
  /** Notes that a delivery left the order of its message group. */
  noteLate(row: DeliveryReference): Promise<void>;
  /** Gives a queued delivery the device's current address. */
  readdress(row: DeliveryRow, address: Pick<DeliveryRow, 'endpointArn' | 'addressVersion' | 'platform'>): Promise<void>;
}
