import {
  CreateTopicCommand,
  DeleteTopicCommand,
  InvalidParameterException,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import type { TopicType } from '../../../schema/generated/types.ts';
import type { TopicBroker } from '../../topics/TopicBroker.ts';
import { redrivePolicy } from './redrivePolicy.ts';
import { deliveryLogs, fixedAttributes, protection, type TopicSettings } from './topicAttributes.ts';

export interface SnsTopicsProps extends TopicSettings {
  /** The topics' ARNs up to the id. */
  readonly arnPrefix: string;
  /** The queue that FIFO topics deliver to, for the fan-out. */
  readonly queueArn: string;
  /** The FIFO queue for what that queue does not take. */
  readonly givenUpArn: string;
}

/** Topics in SNS, named for their ids. */
export class SnsTopics implements TopicBroker {
  readonly #sns: SNSClient;
  readonly #props: SnsTopicsProps;

  constructor(sns: SNSClient, props: SnsTopicsProps) {
    this.#sns = sns;
    this.#props = props;
  }

  async create(topicId: string, type: TopicType): Promise<string> {
    const topicArn = this.#arn(topicId, type);
    try {
      await this.#sns.send(
        new CreateTopicCommand({
          Name: topicArn.split(':').at(-1),
          Attributes: { ...fixedAttributes(type), ...protection(topicArn, this.#props) },
          Tags: this.#tags(),
        }),
      );
    } catch (error) {
      // Made before, under other settings. SNS has no error of its own for that.
      if (!isDifferent(error)) throw error;
      return this.configure(topicId, type);
    }
    await this.#set(topicArn, deliveryLogs(type, this.#props));
    await this.#subscribeQueue(topicArn, type);
    return topicArn;
  }

  async configure(topicId: string, type: TopicType): Promise<string> {
    const topicArn = this.#arn(topicId, type);
    await this.#set(topicArn, { ...protection(topicArn, this.#props), ...deliveryLogs(type, this.#props) });
    await this.#sns.send(new TagResourceCommand({ ResourceArn: topicArn, Tags: this.#tags() }));
    await this.#subscribeQueue(topicArn, type);
    return topicArn;
  }

  async delete(topicId: string, type: TopicType): Promise<void> {
    await this.#sns.send(new DeleteTopicCommand({ TopicArn: this.#arn(topicId, type) }));
  }

  async #set(TopicArn: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    for (const [AttributeName, AttributeValue] of Object.entries(attributes)) {
      await this.#sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
    }
  }

  /** Subscribing again finds the same subscription. */
  async #subscribeQueue(TopicArn: string, type: TopicType): Promise<void> {
    if (type !== 'FIFO') return;
    const { queueArn, givenUpArn } = this.#props;
    const queue = { TopicArn, Protocol: 'sqs', Endpoint: queueArn };
    const { SubscriptionArn } = await this.#sns.send(new SubscribeCommand(queue));
    await this.#sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn,
        AttributeName: 'RedrivePolicy',
        AttributeValue: redrivePolicy(givenUpArn),
      }),
    );
  }

  #tags() {
    return Object.entries(this.#props.tags).map(([Key, Value]) => ({ Key, Value }));
  }

  #arn(topicId: string, type: TopicType): string {
    return `${this.#props.arnPrefix}${topicId}${type === 'FIFO' ? '.fifo' : ''}`;
  }
}

/** Whether SNS has the topic with other attributes or tags. */
function isDifferent(error: unknown): boolean {
  return error instanceof InvalidParameterException && error.message.includes('already exists with different');
}
