import type { SubscriberProtocol } from '../rules/topics/TopicSubscriberRow.ts';

export interface NewSubscriber {
  readonly topicArn: string;
  readonly protocol: SubscriberProtocol;
  readonly endpoint: string;
  /** JSON; absent for all messages. */
  readonly filterPolicy?: string;
}

/** What SNS answers where it does not take a subscriber; trying again would not help. `gone`: topic or subscription are not there. */
export type SubscriberRefusal = 'gone' | 'refused' | 'limit';

/** SNS, as far as queues, web hooks, mailboxes and functions go. */
export interface SubscriberBroker {
  /** The ARN of the subscription, made or found, with this filter policy. Asks its owner to confirm it where SNS wants that. */
  subscribe(subscriber: NewSubscriber): Promise<{ readonly arn: string } | { readonly refusal: SubscriberRefusal }>;
  /** Without a policy all messages pass. Null if that was done. */
  setFilterPolicy(subscriptionArn: string, filterPolicy: string | undefined): Promise<SubscriberRefusal | null>;
  /** Ending what does not exist succeeds. False if SNS does not end it because nobody has confirmed it yet. */
  unsubscribe(subscriptionArn: string): Promise<boolean>;
  /** Null if SNS has no such subscription any more. */
  state(subscriptionArn: string): Promise<'PENDING_CONFIRMATION' | 'CONFIRMED' | null>;
}
