import type { PushPlatform } from '../../../schema/generated/types.ts';

/** Partitions of the `byPlatform` index for each platform: one takes 1,000 writes a second. */
export const PLATFORM_SHARDS = 16;

/** The partition of the `byPlatform` index that an enabled device is in. */
export function platformShard(platform: PushPlatform, tokenHash: string): string {
  return `${platform}#${Number.parseInt(tokenHash.slice(0, 4), 16) % PLATFORM_SHARDS}`;
}
