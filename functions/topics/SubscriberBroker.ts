import type { SubscriberProtocol, SubscriberSettings } from '../rules/topics/TopicSubscriberRow.ts';

export interface NewSubscriber {
  readonly topicArn: string;
  readonly protocol: SubscriberProtocol;
  readonly endpoint: string;
  readonly settings: SubscriberSettings;
  /** The queue for what the subscriber does not take. */
  readonly keptArn: string;
}

/** What an admin says of a subscriber, by the names of the API's arguments. */
export type SubscriberArgument = 'endpoint' | 'filterPolicy' | 'filterPolicyScope' | 'rawDelivery' | 'delivery';

/**
 * SNS's refusal of a subscriber, which a repetition would have again: the argument that it does not take.
 * `gone`: no such topic or subscription.
 */
export type SubscriberRefusal = SubscriberArgument | 'gone' | 'limit';

/** `arn`: the subscription. It may be there already although SNS refused the settings. */
export type Subscribed =
  | { readonly arn: string; readonly refusal: null }
  | { readonly arn: string | null; readonly refusal: SubscriberRefusal };

/** The subscriptions of queues, web hooks, mailboxes and functions in SNS. */
export interface SubscriberBroker {
  /**
   * Creates the subscription with these settings, or finds it and gives it these.
   * SNS asks the owner of a mailbox or web hook to confirm it.
   */
  subscribe(subscriber: NewSubscriber): Promise<Subscribed>;
  /**
   * Gives the subscription these settings. Returns null, or why SNS refused: it may have taken some of them by then.
   * Where another scope needs another filter policy, SNS lets all messages pass for a moment.
   */
  configure(
    subscriptionArn: string,
    protocol: SubscriberProtocol,
    settings: SubscriberSettings,
  ): Promise<SubscriberRefusal | null>;
  /** Has SNS send what the subscriber does not take to this queue. Returns null, or why SNS refused. */
  keep(subscriptionArn: string, keptArn: string): Promise<SubscriberRefusal | null>;
  /** Returns false if nobody has confirmed the subscription yet. Succeeds if it does not exist. */
  unsubscribe(subscriptionArn: string): Promise<boolean>;
  /** Returns null if the subscription does not exist. */
  state(subscriptionArn: string): Promise<'PENDING_CONFIRMATION' | 'CONFIRMED' | null>;
}
