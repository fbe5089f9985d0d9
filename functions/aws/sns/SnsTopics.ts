import { CreateTopicCommand, DeleteTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { TopicType } from '../../../schema/generated/types.ts';
import type { TopicBroker } from '../../topics/TopicBroker.ts';

/** Topics in SNS, named for their ids. */
export class SnsTopics implements TopicBroker {
  readonly #sns: SNSClient;
  readonly #arnPrefix: string;
  readonly #queueArn: string;

  /** `arnPrefix`: what the topics' ARNs begin with, up to the id. `queueArn`: where FIFO topics hand on what is for phones. */
  constructor(sns: SNSClient, { arnPrefix, queueArn }: { readonly arnPrefix: string; readonly queueArn: string }) {
    this.#sns = sns;
    this.#arnPrefix = arnPrefix;
    this.#queueArn = queueArn;
  }

  async create(topicId: string, type: TopicType): Promise<string> {
    const Name = this.#arn(topicId, type).split(':').at(-1);
    // The group is the unit of throughput, so that one topic takes more than 3,000 messages a second.
    const Attributes = { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup', ContentBasedDeduplication: 'false' };
    const { TopicArn } = await this.#sns.send(
      new CreateTopicCommand(type === 'FIFO' ? { Name, Attributes } : { Name }),
    );
    if (TopicArn === undefined) throw new Error('SNS answered without an ARN.');
    // As often as it is asked for, there is one subscription.
    if (type === 'FIFO') {
      await this.#sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: this.#queueArn }));
    }
    return TopicArn;
  }

  async delete(topicId: string, type: TopicType): Promise<void> {
    await this.#sns.send(new DeleteTopicCommand({ TopicArn: this.#arn(topicId, type) }));
  }

  #arn(topicId: string, type: TopicType): string {
    return `${this.#arnPrefix}${topicId}${type === 'FIFO' ? '.fifo' : ''}`;
  }
}
