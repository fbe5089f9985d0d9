import type { TopicType } from '../../schema/generated/types.ts';

/** Topics in SNS: encrypted, over TLS alone, signed with version 2, tagged, and with logs of their deliveries. */
export interface TopicBroker {
  /** Creates the topic, or finds it. Returns its ARN. A FIFO topic also delivers to the queue of the fan-out. */
  create(topicId: string, type: TopicType): Promise<string>;
  /** Gives a topic that exists what `create` gives a new one. Returns its ARN. */
  configure(topicId: string, type: TopicType): Promise<string>;
  /** Deletes the topic and its subscriptions. Succeeds if it does not exist. */
  delete(topicId: string, type: TopicType): Promise<void>;
}
