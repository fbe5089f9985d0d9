import type { DeliveryReason, DeliveryStatus } from '../../schema/generated/types.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';

/** What names a delivery. */
export type DeliveryReference = Pick<DeliveryRow, 'messageId' | 'deviceId'>;

/** Where a delivery goes next, and what is known with it. */
export interface Move {
  /** Only `reopen` leads back to `QUEUED`. */
  readonly status: Exclude<DeliveryStatus, 'QUEUED'>;
  readonly reason?: DeliveryReason;
  readonly snsMessageId?: string;
}

/** How a delivery ends that is not, or no longer, to be sent. */
export interface UnsentEnd {
  readonly status: 'FAILED' | 'EXPIRED' | 'SUPPRESSED' | 'CANCELLED';
  readonly reason?: DeliveryReason;
  /** It was given up with its work, not by SNS's word: a redrive may open it again. */
  readonly abandoned?: boolean;
}

/** The outcome of an attempt to claim a delivery for sending. */
export type Claim =
  | { readonly kind: 'claimed' }
  /** It is past `QUEUED`: sent, cancelled or ended by somebody else. */
  | { readonly kind: 'settled' }
  /** Another invocation is sending it, or died while it was; it may be tried again after this, in epoch milliseconds. */
  | { readonly kind: 'taken'; readonly until: number }
  /** The device changed since the audience was resolved: read it again. */
  | { readonly kind: 'device changed' };

/** The ledger: one row per message and device. Times are epoch milliseconds. */
export interface DeliveryLedger {
  /** Writes the row unless there is one already. Answers whether it did. */
  open(row: DeliveryRow): Promise<boolean>;
  /** Rows of these devices; missing ones are left out. Consistent. */
  read(messageId: string, deviceIds: readonly string[]): Promise<readonly DeliveryRow[]>;
  /** The message's rows in these states, page by page. Consistent. */
  inStates(messageId: string, states: readonly DeliveryStatus[]): AsyncIterable<readonly DeliveryRow[]>;
  /**
   * Takes a queued delivery for sending until `until`, in one transaction with the check that the device still is this user's, enabled, and has the
   * address the row names: from the moment a device changes hands, nothing more is sent for its former owner.
   */
  claim(row: DeliveryRow, until: number, now: number): Promise<Claim>;
  /** Gives the claim that ends at `until` back unsent. */
  release(row: DeliveryRow, until: number): Promise<void>;
  /** Moves a delivery on, if it is not further along already. Answers whether it moved. */
  move(row: DeliveryReference, move: Move, now: number): Promise<boolean>;
  /**
   * Ends a delivery that is `QUEUED` and that nobody is sending, but for the one whose claim ends at `until`: what SNS may have taken by now is never
   * said to be unsent. Answers whether it did.
   */
  endUnsent(row: DeliveryReference, end: UnsentEnd, now: number, until?: number): Promise<boolean>;
  /** Opens an abandoned delivery again. Answers whether it did. */
  reopen(row: DeliveryReference, now: number): Promise<boolean>;
  /** Gives a queued delivery the device's current address. */
  readdress(row: DeliveryRow, address: Pick<DeliveryRow, 'endpointArn' | 'addressVersion' | 'platform'>): Promise<void>;
}
