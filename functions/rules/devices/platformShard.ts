import type { PushPlatform } from '../../../schema/generated/types.ts';
import { isCanary } from '../canary/canaryUser.ts';
import type { DeviceRow } from './DeviceRow.ts';

/** Partitions of the index `byPlatform` for each platform. One partition takes 1,000 writes a second. */
export const PLATFORM_SHARDS = 16;

/** Returns the partition of the index `byPlatform` for an enabled device. */
function platformShard(platform: PushPlatform, tokenHash: string): string {
  return `${platform}#${Number.parseInt(tokenHash.slice(0, 4), 16) % PLATFORM_SHARDS}`;
}

/** Returns an enabled device's place in the index `byPlatform`. Canaries have none: no broadcast goes to them. */
export function platformPlace({
  userId,
  platform,
  tokenHash,
}: Pick<DeviceRow, 'userId' | 'platform' | 'tokenHash'>): Pick<DeviceRow, 'platformShard'> {
  return isCanary(userId) ? {} : { platformShard: platformShard(platform, tokenHash) };
}
