import type { JsonObject } from '../../platform/Json.ts';

/** One record of a shard, on its way to the function. */
export interface ShardEntry {
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly arrived: number;
  /** The record as the function receives it. */
  readonly record: JsonObject;
  readonly bytes: number;
  /** Whether it needs no attempt any more: it succeeded, was given up, or does not pass the filters. */
  done: boolean;
}
