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
import type {
  NewSubscriber,
  Subscribed,
  SubscriberArgument,
  SubscriberBroker,
  SubscriberRefusal,
} from '../../topics/SubscriberBroker.ts';
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

  async subscribe(subscriber: NewSubscriber): Promise<Subscribed> {
    const { keptArn, protocol, settings } = subscriber;
    const RedrivePolicy = redrivePolicy(keptArn);
    try {
      // With its attributes from the start, so that no other message passes and none is lost.
      return { arn: await this.#subscribe(subscriber, { RedrivePolicy, ...newAttributes(settings) }), refusal: null };
    } catch (error) {
      if (!hasOtherAttributes(error)) return { arn: null, refusal: refusalOf(error, argumentNamedBy(error)) };
    }
    let arn: string | null = null;
    try {
      arn = await this.#subscribe(subscriber, {});
      return { arn, refusal: (await this.configure(arn, protocol, settings)) ?? (await this.keep(arn, keptArn)) };
    } catch (error) {
      return { arn, refusal: refusalOf(error, 'endpoint') };
    }
  }

  async configure(
    subscriptionArn: string,
    protocol: SubscriberProtocol,
    settings: SubscriberSettings,
  ): Promise<SubscriberRefusal | null> {
    const { filterPolicy, filterPolicyScope } = settings;
    let argument: SubscriberArgument = 'filterPolicyScope';
    try {
      if (filterPolicy !== undefined) await this.#scope(subscriptionArn, filterPolicyScope ?? 'MessageAttributes');
      argument = 'filterPolicy';
      await this.#sns.send(filterPolicyCommand(subscriptionArn, filterPolicy));
      for (const [name, value] of deliveryAttributes(protocol, settings)) {
        argument = argumentOf[name];
        await this.#set(subscriptionArn, name, value);
      }
      return null;
    } catch (error) {
      return refusalOf(error, argument);
    }
  }

  async keep(subscriptionArn: string, keptArn: string): Promise<SubscriberRefusal | null> {
    try {
      await this.#set(subscriptionArn, 'RedrivePolicy', redrivePolicy(keptArn));
      return null;
    } catch (error) {
      return refusalOf(error, 'endpoint');
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
  async #scope(subscriptionArn: string, scope: 'MessageAttributes' | 'MessageBody'): Promise<void> {
    try {
      await this.#set(subscriptionArn, 'FilterPolicyScope', scope);
    } catch (error) {
      if (!(error instanceof InvalidParameterException)) throw error;
      await this.#sns.send(filterPolicyCommand(subscriptionArn, undefined));
      await this.#set(subscriptionArn, 'FilterPolicyScope', scope);
    }
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

/** By SNS's attributes. A name that has another in it comes first. */
const argumentOf = {
  FilterPolicyScope: 'filterPolicyScope',
  FilterPolicy: 'filterPolicy',
  RawMessageDelivery: 'rawDelivery',
  DeliveryPolicy: 'delivery',
} as const;

/** Returns what SNS does not take among what it was given at once: its words name the attribute. */
function argumentNamedBy(error: unknown): SubscriberArgument {
  const words = error instanceof Error ? error.message : '';
  return Object.entries(argumentOf).find(([name]) => words.includes(name))?.[1] ?? 'endpoint';
}

/** Returns why SNS does not take a subscriber. Throws an error that a repetition may not have. */
function refusalOf(error: unknown, argument: SubscriberArgument): SubscriberRefusal {
  if (error instanceof NotFoundException) return 'gone';
  if (error instanceof InvalidParameterException) return argument;
  if (error instanceof SubscriptionLimitExceededException) return 'limit';
  if (error instanceof FilterPolicyLimitExceededException) return 'limit';
  throw error;
}
