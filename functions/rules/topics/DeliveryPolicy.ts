/**
 * How SNS delivers to a web hook, as its attribute `DeliveryPolicy` has it. Delays are seconds.
 * Amazon SNS Developer Guide, "Creating an HTTP/S delivery policy".
 */
export interface DeliveryPolicy {
  readonly healthyRetryPolicy: {
    readonly minDelayTarget: number;
    readonly maxDelayTarget: number;
    readonly numRetries: number;
    readonly numNoDelayRetries: number;
    readonly numMinDelayRetries: number;
    readonly numMaxDelayRetries: number;
    readonly backoffFunction: string;
  };
  readonly throttlePolicy?: { readonly maxReceivesPerSecond: number };
  readonly requestPolicy?: { readonly headerContentType: string };
}

/** What SNS does for a web hook that has no policy. */
export const usualDelivery: DeliveryPolicy = {
  healthyRetryPolicy: {
    minDelayTarget: 20,
    maxDelayTarget: 20,
    numRetries: 3,
    numNoDelayRetries: 0,
    numMinDelayRetries: 0,
    numMaxDelayRetries: 0,
    backoffFunction: 'linear',
  },
};
