import type { Due } from '../sweep/dueTimes.ts';
import type { DeliveryPolicy } from './DeliveryPolicy.ts';

/** SNS's names for the kinds of subscribers that admins add. */
export type SubscriberProtocol = 'sqs' | 'https' | 'email' | 'lambda';

/** What SNS's logs say of deliveries to a subscriber. Times are ISO 8601. */
export interface SubscriberHealth {
  readonly lastFailureAt?: string;
  /** In words. */
  readonly lastError?: string;
  /** The day of `failureCount` in UTC, such as `2026-01-31`. */
  readonly failureDay?: string;
  readonly failureCount?: number;
  /** The first failure since it last took a message. Absent while it takes them. */
  readonly failingSince?: string;
  /** When it took a message again. */
  readonly recoveredAt?: string;
}

/** What a subscriber gets, and how. Absent members: what SNS does by itself. */
export interface SubscriberSettings {
  /** JSON. Absent: all messages. */
  readonly filterPolicy?: string;
  /** Absent: the policy tests attributes. */
  readonly filterPolicyScope?: 'MessageBody';
  /** Without SNS's envelope. */
  readonly rawDelivery?: true;
  /** A web hook's. */
  readonly deliveryPolicy?: DeliveryPolicy;
}

/**
 * A queue, web hook, mailbox or function that gets a topic's messages, under `topicSubscriberKey`.
 * Its settings are those that SNS took last. It is in the index `due` while SNS has something to do about it, or waits
 * for its owner.
 */
export interface TopicSubscriberRow extends SubscriberSettings, Partial<Due> {
  readonly topicId: string;
  readonly protocol: SubscriberProtocol;
  /** An ARN, a URL or an address, as SNS takes it. */
  readonly endpoint: string;
  /** `ADDING` and `REMOVING`: SNS has not done it yet. `SUSPENDED`: SNS ends or has ended the subscription. */
  readonly state: 'ADDING' | 'ADDED' | 'REMOVING' | 'SUSPENDED';
  /** Changes whenever something else is wanted, so that an answer of SNS to an older wish is noticed. */
  readonly revision: string;
  /** The settings that SNS is to take, while it is `ADDING`. Absent: those that the row has. */
  readonly wanted?: SubscriberSettings;
  /** SNS had it before. Absent until then, and from rows of an earlier version. */
  readonly wasAdded?: true;
  /** Absent until SNS has added it. */
  readonly subscriptionArn?: string;
  /** The queue for what it does not take. Absent until it was first added, and from rows of an earlier version. */
  readonly keptIn?: string;
  /** Absent until something failed since it was last added. */
  readonly health?: SubscriberHealth;
  /** Since when it gets nothing, ISO 8601. Absent unless it is suspended, or is removed after that. */
  readonly suspendedAt?: string;
  /** When SNS last asked its owner to confirm, in epoch milliseconds. Absent for queues and functions. */
  readonly askedAt?: number;
  /** When it was seen that nobody had confirmed it in time, ISO 8601. Absent once it is added again. */
  readonly lapsedAt?: string;
  /** ISO 8601. */
  readonly addedAt: string;
  /** Cognito `sub`. */
  readonly addedBy: string;
}
