// Runs in APPSYNC_JS too.

import { invalidInput, type Refusal } from '../Refusal.ts';
import { messageLimits } from './messageLimits.ts';

/** How long a message's rows are kept after it ends. */
const RETENTION_SECONDS = 90 * 86_400;

/** Times are milliseconds since the epoch. */
export interface Schedule {
  /** Absent where sending begins at once. */
  readonly scheduledAt: number | null;
  readonly expiresAt: number;
  /** When the row may go, in epoch seconds. */
  readonly ttl: number;
}

/** Returns when a message is sent and when it ends. A time that has passed means at once. `timeToLive` is seconds. */
export function scheduleOf(now: number, scheduledAt: number | null, timeToLive: number): Schedule {
  const later = scheduledAt !== null && scheduledAt > now;
  const expiresAt = (later ? scheduledAt : now) + timeToLive * 1000;
  return {
    scheduledAt: later ? scheduledAt : null,
    expiresAt,
    ttl: Math.floor(expiresAt / 1000) + RETENTION_SECONDS,
  };
}

/** Returns why a message cannot be scheduled for then, or null. */
export function validateSchedule(now: number, scheduledAt: number | null): Refusal | null {
  if (scheduledAt === null || scheduledAt <= now + messageLimits.scheduleAheadSeconds * 1000) return null;
  return invalidInput('input.scheduledAt', 'more than a year ahead', 'at most a year ahead');
}
