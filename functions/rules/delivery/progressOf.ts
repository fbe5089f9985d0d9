// Runs in APPSYNC_JS too.
import type { MessageProgress, PlatformProgress, PushPlatform } from '../../../schema/generated/types.ts';
import type { CounterRow } from './CounterRow.ts';

export const platforms: readonly PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** Returns a message's progress from its counter row, which is absent before anything was counted. */
export function progressOf(counter: CounterRow | null | undefined): MessageProgress {
  const row = counter ?? {};
  const counts = {
    queued: row.QUEUED ?? 0,
    sent: row.SENT ?? 0,
    providerAccepted: row.PROVIDER_ACCEPTED ?? 0,
    received: row.RECEIVED ?? 0,
    opened: row.OPENED ?? 0,
    failed: row.FAILED ?? 0,
    expired: row.EXPIRED ?? 0,
    suppressed: row.SUPPRESSED ?? 0,
    cancelled: row.CANCELLED ?? 0,
  };
  const delivered = row.SUBSCRIBERS_DELIVERED ?? 0;
  const failed = row.SUBSCRIBERS_FAILED ?? 0;
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...counts,
    platforms: platforms.map((platform) => answersOf(row, platform)).filter(isKnown),
    subscribers: delivered + failed === 0 ? null : { delivered, failed },
    countedUpTo: row.countedUpTo ?? '',
  };
}

function answersOf(row: CounterRow, platform: PushPlatform): PlatformProgress {
  return {
    platform,
    providerAccepted: row[`${platform}_PROVIDER_ACCEPTED`] ?? 0,
    failed: row[`${platform}_FAILED`] ?? 0,
    expired: row[`${platform}_EXPIRED`] ?? 0,
  };
}

function isKnown({ providerAccepted, failed, expired }: PlatformProgress): boolean {
  return providerAccepted + failed + expired > 0;
}
