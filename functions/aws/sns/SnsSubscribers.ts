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
import type { SubscriberProtocol, SubscriberSettings } from '../../rules/topics/TopicSubscriberRow.ts';
import type { NewSubscriber, SubscriberBroker, SubscriberRefusal } from '../../topics/SubscriberBroker.ts';
import { filterPolicyCommand } from './filterPolicyCommand.ts';
import { hasOtherAttributes } from './hasOtherAttributes.ts';
import { ifFound } from './ifFound.ts';
import { redrivePolicy } from './redrivePolicy.ts';
import { requireArn } from './requireArn.ts';
import { deliveryAttributes, newAttributes } from './subscriberAttributes.ts';

/** The subscriptions of queues, web hooks, mailboxes and functions in SNS. */
export class SnsSubscribers implements SubscriberBroker {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async subscribe(
    subscriber: NewSubscriber,
  ): Promise<{ readonly arn: string } | { readonly refusal: SubscriberRefusal }> {
    const { keptArn, protocol, settings } = subscriber;
    const RedrivePolicy = redrivePolicy(keptArn);
    try {
      // With its attributes from the start, so that no other message passes and none is lost.
      return { arn: await this.#subscribe(subscriber, { RedrivePolicy, ...newAttributes(settings) }) };
    } catch (error) {
      if (!hasOtherAttributes(error)) return { refusal: refusalOf(error) };
    }
    try {
      const arn = await this.#subscribe(subscriber, {});
      const refusal = (await this.configure(arn, protocol, settings)) ?? (await this.keep(arn, keptArn));
      return refusal === null ? { arn } : { refusal };
    } catch (error) {
      return { refusal: refusalOf(error) };
    }
  }

  async configure(
    subscriptionArn: string,
    protocol: SubscriberProtocol,
    settings: SubscriberSettings,
  ): Promise<SubscriberRefusal | null> {
    try {
      await this.#filter(subscriptionArn, settings);
      for (const [name, value] of deliveryAttributes(protocol, settings)) await this.#set(subscriptionArn, name, value);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  async keep(subscriptionArn: string, keptArn: string): Promise<SubscriberRefusal | null> {
    try {
      await this.#set(subscriptionArn, 'RedrivePolicy', redrivePolicy(keptArn));
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  async unsubscribe(subscriptionArn: string): Promise<boolean> {
    try {
      await ifFound(this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn })));
      return true;
    } catch (error) {
      if (error instanceof InvalidParameterException) return false;
      throw error;
    }
  }

  async state(subscriptionArn: string): Promise<'PENDING_CONFIRMATION' | 'CONFIRMED' | null> {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn });
    const found = await ifFound(this.#sns.send(command));
    if (found === null) return null;
    return found.Attributes?.PendingConfirmation === 'true' ? 'PENDING_CONFIRMATION' : 'CONFIRMED';
  }

  /** SNS holds the policy that there is to another scope, and refuses the scope if it does not fit. */
  async #filter(subscriptionArn: string, { filterPolicy, filterPolicyScope }: SubscriberSettings): Promise<void> {
    if (filterPolicy !== undefined) {
      const scope = filterPolicyScope ?? 'MessageAttributes';
      try {
        await this.#set(subscriptionArn, 'FilterPolicyScope', scope);
      } catch (error) {
        if (!(error instanceof InvalidParameterException)) throw error;
        await this.#sns.send(filterPolicyCommand(subscriptionArn, undefined));
        await this.#set(subscriptionArn, 'FilterPolicyScope', scope);
      }
    }
    await this.#sns.send(filterPolicyCommand(subscriptionArn, filterPolicy));
  }

  async #set(SubscriptionArn: string, AttributeName: string, AttributeValue: string): Promise<void> {
    await this.#sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }

  async #subscribe({ topicArn, protocol, endpoint }: NewSubscriber, Attributes: Attributes): Promise<string> {
    const { SubscriptionArn } = await this.#sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        ReturnSubscriptionArn: true,
        Attributes,
      }),
    );
    return requireArn(SubscriptionArn);
  }
}

type Attributes = Record<string, string>;

/** Returns why SNS does not take a subscriber. Throws an error that a repetition may not have. */
function refusalOf(error: unknown): SubscriberRefusal {
  if (error instanceof NotFoundException) return 'gone';
  if (error instanceof InvalidParameterException) return 'refused';
  if (error instanceof SubscriptionLimitExceededException) return 'limit';
  if (error instanceof FilterPolicyLimitExceededException) return 'limit';
  throw error;
}
