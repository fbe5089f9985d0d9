// Runs in APPSYNC_JS too.
import type { SubscriberSettings, TopicSubscriberRow } from './TopicSubscriberRow.ts';

/** Returns the settings that SNS is to take, or has. */
export function settingsWanted(row: TopicSubscriberRow): SubscriberSettings {
  return row.wanted ?? settingsIn(row);
}

/** Returns the settings that SNS took last, without the row's other members. */
export function settingsIn(row: SubscriberSettings): SubscriberSettings {
  const { filterPolicy, filterPolicyScope, rawDelivery, deliveryPolicy } = row;
  return {
    ...(filterPolicy === undefined ? {} : { filterPolicy }),
    ...(filterPolicyScope === undefined ? {} : { filterPolicyScope }),
    ...(rawDelivery === undefined ? {} : { rawDelivery }),
    ...(deliveryPolicy === undefined ? {} : { deliveryPolicy }),
  };
}
