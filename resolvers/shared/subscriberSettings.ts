import { parseJsonMember } from '../../functions/rules/publishing/parseJsonMember.ts';
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
