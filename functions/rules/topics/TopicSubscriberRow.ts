/** SNS's names for the kinds of subscribers that admins add. */
export type SubscriberProtocol = 'sqs' | 'https' | 'email' | 'lambda';

/**
 * A queue, web hook, mailbox or function that gets a topic's messages, under `topicSubscriberKey`.
 * The row says what is wanted, and names the subscription that SNS has.
 */
export interface TopicSubscriberRow {
  readonly topicId: string;
  readonly protocol: SubscriberProtocol;
  /** An ARN, a URL or an address, as SNS takes it. */
  readonly endpoint: string;
  /** JSON. Absent: all messages. */
  readonly filterPolicy?: string;
  /** `ADDING` and `REMOVING`: SNS has not done it yet. */
  readonly state: 'ADDING' | 'ADDED' | 'REMOVING';
  /** Changes whenever something else is wanted, so that an answer of SNS to an older wish is noticed. */
  readonly revision: string;
  /** Absent until SNS has added it. */
  readonly subscriptionArn?: string;
  /** The queue for what it does not take. Absent until it was first added, and from rows of an earlier version. */
  readonly keptIn?: string;
  /** When SNS last asked its owner to confirm, in epoch milliseconds. Absent for queues and functions. */
  readonly askedAt?: number;
  /** ISO 8601. */
  readonly addedAt: string;
  /** Cognito `sub`. */
  readonly addedBy: string;
}
