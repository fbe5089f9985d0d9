/** How SNS names the kinds of subscribers that admins add. */
export type SubscriberProtocol = 'sqs' | 'https' | 'email' | 'lambda';

/** A queue, web hook, mailbox or function that gets a topic's messages, under `topicSubscriberKey`: what is wanted, and SNS's subscription. */
export interface TopicSubscriberRow {
  readonly topicId: string;
  readonly protocol: SubscriberProtocol;
  /** As SNS takes it: an ARN, a URL or an address. */
  readonly endpoint: string;
  /** JSON; absent for all messages. */
  readonly filterPolicy?: string;
  /** Whether SNS has still to be told to add it, has it, or has still to be told to remove it. */
  readonly state: 'ADDING' | 'ADDED' | 'REMOVING';
  /** Another with every change of what is wanted, so that what SNS was told can be known to be the latest. */
  readonly revision: string;
  /** Absent until SNS has it. */
  readonly subscriptionArn?: string;
  /** ISO 8601. */
  readonly addedAt: string;
  /** Cognito `sub`. */
  readonly addedBy: string;
}
