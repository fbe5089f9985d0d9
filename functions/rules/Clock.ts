/** Time as a service, so that tests state it. */
export interface Clock {
  /** Returns epoch milliseconds. */
  now(): number;
}
