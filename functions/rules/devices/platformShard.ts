import type { PushPlatform } from '../../../schema/generated/types.ts';

/** Partitions of the index `byPlatform` for each platform. One partition takes 1,000 writes a second. */
export const PLATFORM_SHARDS = 16;

/** Returns the partition of the index `byPlatform` for an enabled device. */
export function platformShard(platform: PushPlatform, tokenHash: string): string {
  return `${platform}#${Number.parseInt(tokenHash.slice(0, 4), 16) % PLATFORM_SHARDS}`;
}
