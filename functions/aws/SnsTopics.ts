import { CreateTopicCommand, DeleteTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { TopicType } from '../../schema/generated/types.ts';
import type { TopicBroker } from '../topics/TopicBroker.ts';

/** Topics in SNS, named for their ids. */
export class SnsTopics implements TopicBroker {
  readonly #sns: SNSClient;
  readonly #arnPrefix: string;

  /** `arnPrefix`: what the topics' ARNs begin with, up to the id. */
  constructor(sns: SNSClient, arnPrefix: string) {
    this.#sns = sns;
    this.#arnPrefix = arnPrefix;
  }

  async create(topicId: string, type: TopicType): Promise<string> {
    const Name = this.#arn(topicId, type).split(':').at(-1);
    // The group is the unit of throughput, so that one topic takes more than 3,000 messages a second.
    const Attributes = { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup', ContentBasedDeduplication: 'false' };
    const { TopicArn } = await this.#sns.send(
      new CreateTopicCommand(type === 'FIFO' ? { Name, Attributes } : { Name }),
    );
    if (TopicArn === undefined) throw new Error('SNS answered without an ARN.');
    return TopicArn;
  }

  async delete(topicId: string, type: TopicType): Promise<void> {
    await this.#sns.send(new DeleteTopicCommand({ TopicArn: this.#arn(topicId, type) }));
  }

  #arn(topicId: string, type: TopicType): string {
    return `${this.#arnPrefix}${topicId}${type === 'FIFO' ? '.fifo' : ''}`;
  }
}
