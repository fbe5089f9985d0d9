/**
 * SNS's notification of a message to a FIFO topic (Amazon SNS Developer Guide, "Amazon SNS message and JSON formats").
 */
export interface TopicNotification {
  readonly topicArn: string;
  /** Grows within the topic. */
  readonly sequenceNumber: string;
  /** In the `default` of `renderTopicMessage`. */
  readonly messageId: string;
}

/** Parses the notification of a message of Heliograph. Returns null for any other text. */
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
