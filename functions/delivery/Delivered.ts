/** `later`: SNS did not take it now. `held`: the platform's breaker is open. `seconds`: until the next try, 1–900. */
export interface Undelivered {
  readonly kind: 'later' | 'held';
  readonly seconds: number;
}

/** `done`: this invocation has nothing left to do. */
export type Delivered = { readonly kind: 'done' } | Undelivered;
