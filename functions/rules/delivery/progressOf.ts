// Runs in APPSYNC_JS too.
import type { MessageProgress } from '../../../schema/generated/types.ts';
import type { CounterRow } from './CounterRow.ts';

/** Returns a message's progress from its counter row, which is absent before anything was counted. */
export function progressOf(row: CounterRow | null | undefined): MessageProgress {
  const counts = {
    queued: row?.QUEUED ?? 0,
    sent: row?.SENT ?? 0,
    providerAccepted: row?.PROVIDER_ACCEPTED ?? 0,
    received: row?.RECEIVED ?? 0,
    opened: row?.OPENED ?? 0,
    failed: row?.FAILED ?? 0,
    expired: row?.EXPIRED ?? 0,
    suppressed: row?.SUPPRESSED ?? 0,
    cancelled: row?.CANCELLED ?? 0,
  };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { total, ...counts, countedUpTo: row?.countedUpTo ?? '' };
}
