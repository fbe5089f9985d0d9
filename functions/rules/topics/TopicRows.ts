import type {
  TopicAccess,
  TopicStatus,
  TopicSubscriptionFailure,
  TopicSubscriptionStatus,
  TopicType,
} from '../../../schema/generated/types.ts';
import type { Due } from '../sweep/dueTimes.ts';

/** A topic, under `topicKey`. It is in the index `due` while SNS has something to do about it. */
export interface TopicRow extends Partial<Due> {
  readonly id: string;
  readonly name: string;
  readonly type: TopicType;
  readonly status: TopicStatus;
  readonly access: TopicAccess;
  /** The Cognito group of a topic with the access `GROUP`. */
  readonly group?: string;
  /** SNS's ARN. Absent until SNS has created the topic. */
  readonly arn?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Cognito `sub`. */
  readonly createdBy: string;
}

/** A user's subscription to a topic, under `topicSubscriptionKey`. */
export interface TopicSubscriptionRow {
  readonly topicId: string;
  readonly userId: string;
  /** Cognito username, when the user subscribed. */
  readonly username: string;
  readonly status: TopicSubscriptionStatus;
  /** JSON. Absent: all messages. */
  readonly filterPolicy?: string;
  /** ISO 8601. */
  readonly subscribedAt: string;
  /** When an admin last decided on it, ISO 8601, and that admin's Cognito `sub`. Absent if none has. */
  readonly decidedAt?: string;
  readonly decidedBy?: string;
  /** Why some of the user's devices are not subscribed at SNS. The row under `followerKey` does not have it. */
  readonly failure?: TopicSubscriptionFailure;
}

/**
 * A subscription as the fan-out to followers reads it, under `followerKey`. The row is that of the
 * `TopicSubscriptionRow`, and is written together with it.
 */
export type FollowerRow = Pick<TopicSubscriptionRow, 'topicId' | 'userId' | 'filterPolicy'>;

/** An endpoint's subscription in SNS, under `endpointSubscriptionKey`. */
export interface EndpointSubscriptionRow {
  readonly topicId: string;
  readonly endpointArn: string;
  readonly subscriptionArn: string;
  readonly filterPolicy?: string;
}
