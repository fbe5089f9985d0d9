/** Time as a service, so that tests state it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
