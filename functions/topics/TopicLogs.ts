/** Where SNS logs how deliveries to a topic's subscribers ended. */
export interface TopicLogs {
  /**
   * Makes the logs of a topic, which forget after a week since they may hold push tokens. Has a function watch what
   * they say of subscribers. May be repeated.
   */
  prepare(topicArn: string): Promise<void>;
}
