import { CreateTopicCommand, DeleteTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { TopicType } from '../../../schema/generated/types.ts';
import type { TopicBroker } from '../../topics/TopicBroker.ts';
import { requireArn } from './requireArn.ts';

/** Topics in SNS, named for their ids. */
export class SnsTopics implements TopicBroker {
  readonly #sns: SNSClient;
  readonly #arnPrefix: string;
  readonly #queueArn: string;

  /** `arnPrefix`: the topics' ARNs up to the id. `queueArn`: the queue that FIFO topics deliver to, for the fan-out. */
  constructor(sns: SNSClient, { arnPrefix, queueArn }: { readonly arnPrefix: string; readonly queueArn: string }) {
    this.#sns = sns;
    this.#arnPrefix = arnPrefix;
    this.#queueArn = queueArn;
  }

  async create(topicId: string, type: TopicType): Promise<string> {
    const Name = this.#arn(topicId, type).split(':').at(-1);
    // With the message group as the unit of throughput, a topic takes more than 3,000 messages a second.
    const Attributes = { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup', ContentBasedDeduplication: 'false' };
    const created = await this.#sns.send(new CreateTopicCommand(type === 'FIFO' ? { Name, Attributes } : { Name }));
    const TopicArn = requireArn(created.TopicArn);
    // Subscribing again finds the same subscription.
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
