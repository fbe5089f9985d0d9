import type { TopicStatus, TopicType } from '../../../schema/generated/types.ts';

/** A topic, under `topicKey`. */
export interface TopicRow {
  readonly id: string;
  readonly name: string;
  readonly type: TopicType;
  readonly status: TopicStatus;
  /** SNS's; absent until it has been made. */
  readonly arn?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Cognito `sub`. */
  readonly createdBy: string;
}

/** What a user is subscribed to, under `topicSubscriptionKey`. */
export interface TopicSubscriptionRow {
  readonly topicId: string;
  readonly userId: string;
  /** JSON; absent for all messages. */
  readonly filterPolicy?: string;
  /** ISO 8601. */
  readonly subscribedAt: string;
}

/** Who is subscribed to a topic, under `followerKey`: the other side of `TopicSubscriptionRow`, written together with it. */
export type FollowerRow = Pick<TopicSubscriptionRow, 'topicId' | 'userId' | 'filterPolicy'>;

/** What an endpoint is subscribed to at SNS, under `endpointSubscriptionKey`. */
export interface EndpointSubscriptionRow {
  readonly topicId: string;
  readonly endpointArn: string;
  readonly subscriptionArn: string;
  readonly filterPolicy?: string;
}
