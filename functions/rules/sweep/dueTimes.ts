// Runs in APPSYNC_JS too.
import { isoTime } from '#language';

/** The index `due` has as many partitions, so that no one of them takes every accepted message. */
export const DUE_SHARDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

/** The digits of a ULID. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A message that was due for longer is looked at: by then most are sent and answered. */
const FIRST_LOOK_MILLISECONDS = 180_000;

/** Where a message is in the index `due`. */
export interface Due {
  readonly dueShard: string;
  /** ISO 8601. */
  readonly dueAt: string;
}

/** Topics and their subscribers have one partition: admins change few of them. */
export const TOPICS_DUE = 'TOPICS';
/** A call has ended by then, or died. */
const LEFT_MILLISECONDS = 300_000;

/** Returns when a topic or subscriber is looked at that a call leaves for SNS now, in epoch milliseconds. */
export function ifLeft(now: number): Due {
  return { dueShard: TOPICS_DUE, dueAt: isoTime(now + LEFT_MILLISECONDS) };
}

/** Returns when the sweep looks at a message first. `start`: when it is to be sent, in epoch milliseconds. */
export function firstLook(messageId: string, start: number): Due {
  const last = digits.indexOf(messageId.charAt(messageId.length - 1));
  return { dueShard: `${Math.max(0, last) % DUE_SHARDS.length}`, dueAt: isoTime(start + FIRST_LOOK_MILLISECONDS) };
}
