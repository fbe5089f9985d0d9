import type { PushPlatform } from '../../schema/generated/types.ts';
import type { MinuteRow } from '../rules/breaker/MinuteRow.ts';
import type { AddedCounts } from '../rules/breaker/PlatformCounts.ts';

/** What happened to the pushes of each platform, by the minute. */
export interface PlatformHistory {
  add(counts: AddedCounts): Promise<void>;
  /** Returns the minutes of a platform from `minute` on, in epoch minutes. */
  since(platform: PushPlatform, minute: number): Promise<readonly MinuteRow[]>;
}
