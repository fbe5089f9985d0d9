import type { SubscriberSettings } from './TopicSubscriberRow.ts';

/** Returns the settings of a subscriber's row, without its other members. */
export function settingsIn(row: SubscriberSettings): SubscriberSettings {
  const { filterPolicy, filterPolicyScope, rawDelivery, deliveryPolicy } = row;
  return {
    ...(filterPolicy === undefined ? {} : { filterPolicy }),
    ...(filterPolicyScope === undefined ? {} : { filterPolicyScope }),
    ...(rawDelivery === undefined ? {} : { rawDelivery }),
    ...(deliveryPolicy === undefined ? {} : { deliveryPolicy }),
  };
}
