import { SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';

/** Returns the command that sets a subscription's filter policy, or removes it: SNS takes an empty policy for that. */
export function filterPolicyCommand(
  subscriptionArn: string,
  filterPolicy: string | undefined,
): SetSubscriptionAttributesCommand {
  return new SetSubscriptionAttributesCommand({
    SubscriptionArn: subscriptionArn,
    AttributeName: 'FilterPolicy',
    AttributeValue: filterPolicy ?? '{}',
  });
}
