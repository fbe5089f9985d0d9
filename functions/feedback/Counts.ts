/** The outcomes of a batch of feedback: each number counts entries. */
export interface Counts {
  readonly moved: number;
  /** It concerns no delivery, and disabled a device. */
  readonly disabled: number;
  /** The delivery or device was further along already. */
  readonly stale: number;
  /** It counts for a message to a topic. */
  readonly counted: number;
  /** It is about a publication of somebody else to a topic. */
  readonly foreign: number;
  readonly unrelated: number;
  readonly malformed: number;
  /** The publication is not known yet, or will never be. */
  readonly unknown: number;
}

export type Outcome = keyof Counts;
