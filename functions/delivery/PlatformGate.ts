import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';

/** The answer to a push that wants to be sent. `held`: its platform's breaker is open. */
export type Admission =
  | { readonly kind: 'admitted' }
  /** `seconds`: how long it waits at most before it asks again. */
  | { readonly kind: 'held'; readonly seconds: number };

/** A push that wants to be sent. One without a device's id has no delivery, so it is never the probe. */
export type GatedPush = Pick<DeliveryRow, 'messageId' | 'platform'> & Partial<Pick<DeliveryRow, 'deviceId'>>;

/** The breakers of the platforms, as senders see them. What it knows is a few seconds old at most. */
export interface PlatformGate {
  /** Says whether a push may be sent. While a breaker is open, one at a time is admitted: the probe. */
  admit(push: GatedPush, now: number): Promise<Admission>;
  /** Takes note that SNS refused the platform's application: its breaker opens, or stays open if this was the probe. */
  refused(push: GatedPush, now: number): Promise<Admission>;
}
