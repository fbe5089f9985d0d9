import type { DeliveryReason, PushPlatform } from '../../schema/generated/types.ts';

/** SNS's answer to a push. */
export type PushOutcome =
  | { readonly kind: 'sent'; readonly snsMessageId: string }
  /** SNS will never take it. */
  | { readonly kind: 'refused'; readonly reason: DeliveryReason }
  /** SNS has no such endpoint. It can be made again. */
  | { readonly kind: 'gone'; readonly reason: 'ENDPOINT_DISABLED' }
  /** SNS did not take it now. */
  | { readonly kind: 'later'; readonly reason: DeliveryReason };

export interface PushRequest {
  readonly endpointArn: string;
  readonly platform: PushPlatform;
  /** The payload for the push service, as JSON (`renderPayload`). */
  readonly payload: string;
  /** Seconds. */
  readonly timeToLive: number;
  readonly highPriority: boolean;
  readonly background: boolean;
  readonly collapseId: string | null | undefined;
}

/** Sends pushes to endpoints by SNS. */
export interface PushSender {
  /** `startBy`: SNS is not asked after that, in epoch milliseconds. Then the outcome is `later`. @default no limit */
  send(request: PushRequest, startBy?: number): Promise<PushOutcome>;
}
