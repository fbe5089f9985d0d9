import type { TopicType } from '../../schema/generated/types.ts';

/** SNS, as far as topics go. */
export interface TopicBroker {
  /** The ARN of the topic for an id, made or found. A FIFO topic hands its messages on, so that they can be sent to phones. */
  create(topicId: string, type: TopicType): Promise<string>;
  /** Deleting what does not exist succeeds. It takes the topic's subscriptions with it. */
  delete(topicId: string, type: TopicType): Promise<void>;
}

/** SNS, as far as devices' subscriptions go. */
export interface SubscriptionBroker {
  /** The ARN of the subscription, made or found. Null if topic or endpoint do not exist. */
  subscribe(topicArn: string, endpointArn: string): Promise<string | null>;
  /** Without a policy all messages pass. `gone` if the subscription does not exist, `refused` if SNS takes no such policy, or no more policies. */
  setFilterPolicy(subscriptionArn: string, filterPolicy: string | undefined): Promise<'set' | 'gone' | 'refused'>;
  /** Ending what does not exist succeeds. */
  unsubscribe(subscriptionArn: string): Promise<void>;
}
