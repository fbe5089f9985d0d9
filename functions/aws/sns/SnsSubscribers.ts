import {
  FilterPolicyLimitExceededException,
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  SubscriptionLimitExceededException,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { NewSubscriber, SubscriberBroker, SubscriberRefusal } from '../../topics/SubscriberBroker.ts';

/** Queues', web hooks', mailboxes' and functions' subscriptions in SNS. */
export class SnsSubscribers implements SubscriberBroker {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async subscribe(
    subscriber: NewSubscriber,
  ): Promise<{ readonly arn: string } | { readonly refusal: SubscriberRefusal }> {
    const { filterPolicy } = subscriber;
    try {
      // With the policy, so that no message passes before it counts.
      return { arn: await this.#subscribe(subscriber, filterPolicy) };
    } catch (error) {
      if (!isThereWithOthers(error)) return { refusal: refusalOf(error) };
    }
    try {
      const arn = await this.#subscribe(subscriber, undefined);
      const refusal = await this.setFilterPolicy(arn, filterPolicy);
      return refusal === null ? { arn } : { refusal };
    } catch (error) {
      return { refusal: refusalOf(error) };
    }
  }

  async setFilterPolicy(subscriptionArn: string, filterPolicy: string | undefined): Promise<SubscriberRefusal | null> {
    const command = new SetSubscriptionAttributesCommand({
      SubscriptionArn: subscriptionArn,
      AttributeName: 'FilterPolicy',
      // An empty policy is how one is taken away.
      AttributeValue: filterPolicy ?? '{}',
    });
    try {
      await this.#sns.send(command);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  async unsubscribe(subscriptionArn: string): Promise<boolean> {
    try {
      await this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn }));
      return true;
    } catch (error) {
      if (error instanceof NotFoundException) return true;
      if (error instanceof InvalidParameterException) return false;
      throw error;
    }
  }

  async state(subscriptionArn: string): Promise<'PENDING_CONFIRMATION' | 'CONFIRMED' | null> {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn });
    try {
      const { Attributes } = await this.#sns.send(command);
      return Attributes?.PendingConfirmation === 'true' ? 'PENDING_CONFIRMATION' : 'CONFIRMED';
    } catch (error) {
      if (error instanceof NotFoundException) return null;
      throw error;
    }
  }

  async #subscribe({ topicArn, protocol, endpoint }: NewSubscriber, filterPolicy: string | undefined): Promise<string> {
    const { SubscriptionArn } = await this.#sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        ReturnSubscriptionArn: true,
        ...(filterPolicy === undefined ? {} : { Attributes: { FilterPolicy: filterPolicy } }),
      }),
    );
    if (SubscriptionArn === undefined) throw new Error('SNS answered without an ARN.');
    return SubscriptionArn;
  }
}

/** SNS has the subscription, with another filter policy; it has no error of its own for that. */
function isThereWithOthers(error: unknown): boolean {
  return (
    error instanceof InvalidParameterException && error.message.includes('already exists with different attributes')
  );
}

/** Throws what may go better another time. */
function refusalOf(error: unknown): SubscriberRefusal {
  if (error instanceof NotFoundException) return 'gone';
  if (error instanceof InvalidParameterException) return 'refused';
  if (error instanceof SubscriptionLimitExceededException) return 'limit';
  if (error instanceof FilterPolicyLimitExceededException) return 'limit';
  throw error;
}
