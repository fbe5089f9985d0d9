import type { GivenSettings } from './GivenSettings.ts';

/** The topics that admins make, and their subscribers. */
export interface TopicSettings {
  /** Of each hundred deliveries that a topic's subscribers took, those that SNS logs. 0–100. @default 100 */
  readonly topicSuccessSampleRate: number;
  /** Days of nothing but failures after which SNS does not try a topic's subscriber any more. 1–14. @default 3 */
  readonly suspendAfterDays: number;
}

/** What is kept for a subscriber is kept for 14 days. */
const MOST_SUSPEND_DAYS = 14;

export function readTopicSettings(given: GivenSettings): TopicSettings {
  return {
    topicSuccessSampleRate: given.whole('topicSuccessSampleRate', { least: 0, most: 100 }) ?? 100,
    suspendAfterDays: given.whole('suspendAfterDays', { most: MOST_SUSPEND_DAYS }) ?? 3,
  };
}
