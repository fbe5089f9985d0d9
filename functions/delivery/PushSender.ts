import type { DeliveryReason, PushPlatform } from '../../schema/generated/types.ts';

/** What SNS said to a publication. */
export type PushOutcome =
  | { readonly kind: 'sent'; readonly snsMessageId: string }
  /** SNS will not take it, now or later. */
  | { readonly kind: 'refused'; readonly reason: DeliveryReason }
  /** SNS did not take it now; the attempt may be repeated. */
  | { readonly kind: 'later'; readonly reason: DeliveryReason };

export interface PushRequest {
  readonly endpointArn: string;
  readonly platform: PushPlatform;
  /** The payload for the push service (`renderPayload`), as JSON. */
  readonly payload: string;
  /** Seconds. */
  readonly timeToLive: number;
  readonly highPriority: boolean;
  readonly background: boolean;
  readonly collapseId: string | null | undefined;
}

/** SNS, as far as sending to one endpoint goes. */
export interface PushSender {
  send(request: PushRequest): Promise<PushOutcome>;
}
