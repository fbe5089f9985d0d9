import { parseJsonMember } from '../../functions/rules/publishing/parseJsonMember.ts';
import type { SubscriberSettings } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { UpdateTopicSubscriberInput } from '../../schema/generated/types.ts';

type Given = Pick<UpdateTopicSubscriberInput, 'filterPolicy' | 'filterPolicyScope' | 'rawDelivery' | 'delivery'>;

/** Returns what a call says of a subscriber's settings, for its identity: null for what is SNS's own. */
export function meantSettings({ filterPolicy, filterPolicyScope, rawDelivery, delivery }: Given) {
  return {
    filterPolicy: parseJsonMember<object>(filterPolicy),
    filterPolicyScope: filterPolicyScope === 'MESSAGE_BODY' ? filterPolicyScope : null,
    rawDelivery: rawDelivery ? true : null,
    delivery: delivery ?? null,
  };
}

/** Returns the part of an update expression that gives a row these settings and no others. */
export function settingsChange(settings: SubscriberSettings) {
  const names = ['filterPolicy', 'filterPolicyScope', 'rawDelivery', 'deliveryPolicy'] as const;
  const given = names.filter((name) => settings[name] !== undefined);
  const absent = names.filter((name) => settings[name] === undefined);
  const values: Record<string, unknown> = {};
  for (const name of given) {
    values[`:${name}`] = settings[name];
  }
  return { sets: given.map((name) => `${name} = :${name}`), removes: absent.map((name) => `${name}`), values };
}
