import { util } from '@aws-appsync/utils';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { Platform, PushPlatform } from '../../schema/generated/types.ts';

/** Every push platform, in the order of the schema. */
export const allPlatforms: readonly PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** Returns a platform as the API shows it. It has no row before it was held once. */
export function platformOf(platform: PushPlatform, row: PlatformRow | null | undefined): Platform {
  return {
    platform,
    heldBecause: row?.heldBecause ?? null,
    since: row?.since ?? null,
    heldBy: row?.heldBy ?? null,
    nextProbeAt: row?.nextProbeAt ? util.time.epochMilliSecondsToISO8601(row.nextProbeAt) : null,
    failedProbes: row?.failedProbes ?? 0,
  };
}
