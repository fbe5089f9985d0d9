import { type BreakerSettings, breakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import { MOST_DEVICES_PER_USER } from '../../../functions/rules/devices/surplusDevices.ts';
import type { GivenSettings } from './GivenSettings.ts';

/** Devices, and how fast, how long and in which order messages go to them. */
export interface DeliverySettings {
  /** Publications a second that SNS allows in the region. @default 300 */
  readonly snsPublishRate: number;
  /** Devices that a user may have: one more takes the place of the one unseen longest. 1–100. @default 25 */
  readonly devicesPerUser: number;
  /** Minutes for which a message holds back the next ones of its message group, at most. 1–1440. @default 15 */
  readonly groupHoldMinutes: number;
  /** Hours without an answer of the push service after which a delivery ends `NO_ANSWER`. 1–672. @default 7 */
  readonly answerHours: number;
  /** When a platform's breaker opens, and how it closes. @default - as in docs/operations.md */
  readonly breaker: BreakerSettings;
}

/** A day: what is later than this has lost its place anyway. */
const MOST_HOLD_MINUTES = 1440;
/** The longest time to live. */
const MOST_ANSWER_HOURS = 672;

export function readDeliverySettings(given: GivenSettings): DeliverySettings {
  return {
    snsPublishRate: given.whole('snsPublishRate') ?? 300,
    devicesPerUser: given.whole('devicesPerUser', { most: MOST_DEVICES_PER_USER }) ?? 25,
    groupHoldMinutes: given.whole('groupHoldMinutes', { most: MOST_HOLD_MINUTES }) ?? 15,
    answerHours: given.whole('answerHours', { most: MOST_ANSWER_HOURS }) ?? 7,
    breaker: given.thresholds('breaker', breakerSettings),
  };
}
