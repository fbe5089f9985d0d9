import { usualDelivery } from '../../rules/topics/DeliveryPolicy.ts';
import type { SubscriberProtocol, SubscriberSettings } from '../../rules/topics/TopicSubscriberRow.ts';

type Attributes = Readonly<Record<string, string>>;

/** Returns the attributes of a new subscription: those by which it departs from SNS's own. */
export function newAttributes({
  filterPolicy,
  filterPolicyScope,
  rawDelivery,
  deliveryPolicy,
}: SubscriberSettings): Attributes {
  return {
    ...(filterPolicyScope === undefined ? {} : { FilterPolicyScope: filterPolicyScope }),
    ...(filterPolicy === undefined ? {} : { FilterPolicy: filterPolicy }),
    ...(rawDelivery === undefined ? {} : { RawMessageDelivery: 'true' }),
    ...(deliveryPolicy === undefined ? {} : { DeliveryPolicy: JSON.stringify(deliveryPolicy) }),
  };
}

/** Returns how a subscription is delivered, in the order in which SNS takes it: XML may only be sent raw. */
export function deliveryAttributes(
  protocol: SubscriberProtocol,
  { rawDelivery, deliveryPolicy = usualDelivery }: SubscriberSettings,
): readonly (readonly [name: 'RawMessageDelivery' | 'DeliveryPolicy', value: string])[] {
  const raw = ['RawMessageDelivery', `${rawDelivery ?? false}`] as const;
  if (protocol === 'sqs') return [raw];
  if (protocol !== 'https') return [];
  const policy = ['DeliveryPolicy', JSON.stringify(deliveryPolicy)] as const;
  return rawDelivery ? [raw, policy] : [policy, raw];
}
