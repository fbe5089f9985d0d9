import type { TopicStatus, TopicType } from '../../../schema/generated/types.ts';

/** A topic, under `topicKey`. */
export interface TopicRow {
  readonly id: string;
  readonly name: string;
  readonly type: TopicType;
  readonly status: TopicStatus;
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
  /** JSON. Absent: all messages. */
  readonly filterPolicy?: string;
  /** ISO 8601. */
  readonly subscribedAt: string;
}

/** A user who is subscribed to a topic, under `followerKey`. It is written together with the `TopicSubscriptionRow`. */
export type FollowerRow = Pick<TopicSubscriptionRow, 'topicId' | 'userId' | 'filterPolicy'>;

/** An endpoint's subscription in SNS, under `endpointSubscriptionKey`. */
export interface EndpointSubscriptionRow {
  readonly topicId: string;
  readonly endpointArn: string;
  readonly subscriptionArn: string;
  readonly filterPolicy?: string;
}
