import type { TopicSubscriptionFailure } from '../../schema/generated/types.ts';

/** Endpoints' subscriptions to topics in SNS. */
export interface SubscriptionBroker {
  /** Creates the subscription, or finds it. Returns its ARN, or null if topic or endpoint do not exist. */
  subscribe(topicArn: string, endpointArn: string): Promise<string | null>;
  /**
   * Sets the filter policy; without one all messages pass.
   * Returns `gone` if the subscription does not exist, or why SNS refused the policy.
   */
  setFilterPolicy(
    subscriptionArn: string,
    filterPolicy: string | undefined,
  ): Promise<'set' | 'gone' | TopicSubscriptionFailure>;
  /** Succeeds if the subscription does not exist. */
  unsubscribe(subscriptionArn: string): Promise<void>;
}
