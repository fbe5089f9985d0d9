import {
  FilterPolicyLimitExceededException,
  InvalidParameterException,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { SubscriptionBroker } from '../../topics/TopicBroker.ts';

/** Endpoints' subscriptions in SNS. */
export class SnsSubscriptions implements SubscriptionBroker {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  /** Without attributes, because subscribing again is idempotent only where they agree. */
  async subscribe(topicArn: string, endpointArn: string): Promise<string | null> {
    const command = new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'application',
      Endpoint: endpointArn,
      ReturnSubscriptionArn: true,
    });
    try {
      const { SubscriptionArn } = await this.#sns.send(command);
      if (SubscriptionArn === undefined) throw new Error('SNS answered without an ARN.');
      return SubscriptionArn;
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  async setFilterPolicy(
    subscriptionArn: string,
    filterPolicy: string | undefined,
  ): Promise<'set' | 'gone' | 'refused'> {
    const command = new SetSubscriptionAttributesCommand({
      SubscriptionArn: subscriptionArn,
      AttributeName: 'FilterPolicy',
      // An empty policy is how one is taken away.
      AttributeValue: filterPolicy ?? '{}',
    });
    try {
      await this.#sns.send(command);
      return 'set';
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (!(error instanceof InvalidParameterException || error instanceof FilterPolicyLimitExceededException)) {
        throw error;
      }
      console.error('SNS refuses a filter policy', { error: error.name });
      return 'refused';
    }
  }

  async unsubscribe(subscriptionArn: string): Promise<void> {
    try {
      await this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof NotFoundException;
}
