/** What SNS says when it hands on a message to a FIFO topic (Amazon SNS Developer Guide, "Amazon SNS message and JSON formats"). */
export interface TopicNotification {
  readonly topicArn: string;
  /** It grows within the topic. */
  readonly sequenceNumber: string;
  /** Of `renderTopicMessage`'s `default`. */
  readonly messageId: string;
}

/** What a queue that is subscribed to a FIFO topic gets, if it is a message of ours; null for anything else. */
export function parseNotification(body: string): TopicNotification | null {
  const { TopicArn, SequenceNumber, Message } = membersOf(body);
  const { messageId } = membersOf(Message);
  if (typeof TopicArn !== 'string' || typeof SequenceNumber !== 'string' || typeof messageId !== 'string') return null;
  return { topicArn: TopicArn, sequenceNumber: SequenceNumber, messageId };
}

function membersOf(text: unknown): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : null;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
