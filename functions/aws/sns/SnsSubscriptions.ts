import {
  FilterPolicyLimitExceededException,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { TopicSubscriptionFailure } from '../../../schema/generated/types.ts';
import type { PhoneBroker, PhonePage } from '../../topics/mendPhones.ts';
import type { SubscriptionBroker } from '../../topics/SubscriptionBroker.ts';
import { logFailure } from '../logging/logFailure.ts';
import { filterPolicyCommand } from './filterPolicyCommand.ts';
import { hasOtherAttributes } from './hasOtherAttributes.ts';
import { ifFound } from './ifFound.ts';
import { redrivePolicy } from './redrivePolicy.ts';
import { requireArn } from './requireArn.ts';

/** Endpoints' subscriptions in SNS. */
export class SnsSubscriptions implements SubscriptionBroker, PhoneBroker {
  readonly #sns: SNSClient;
  readonly #notPushedArn: string;

  /** @param notPushedArn The queue for what phones do not get. */
  constructor(sns: SNSClient, notPushedArn: string) {
    this.#sns = sns;
    this.#notPushedArn = notPushedArn;
  }

  async subscribe(topicArn: string, endpointArn: string): Promise<string | null> {
    try {
      return await this.#subscribe(topicArn, endpointArn, { RedrivePolicy: redrivePolicy(this.#notPushedArn) });
    } catch (error) {
      // SNS has it, from an earlier version or with a filter policy.
      if (!hasOtherAttributes(error)) throw error;
    }
    const arn = await this.#subscribe(topicArn, endpointArn, {});
    if (arn !== null) await this.keep(arn);
    return arn;
  }

  /** Has SNS keep what the phone does not get. Succeeds if the subscription does not exist. */
  async keep(subscriptionArn: string): Promise<void> {
    const command = new SetSubscriptionAttributesCommand({
      SubscriptionArn: subscriptionArn,
      AttributeName: 'RedrivePolicy',
      AttributeValue: redrivePolicy(this.#notPushedArn),
    });
    await ifFound(this.#sns.send(command));
  }

  async phonesOf(topicArn: string, after: string | null): Promise<PhonePage> {
    const { Subscriptions = [], NextToken = null } = await this.#sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, ...(after === null ? {} : { NextToken: after }) }),
    );
    const phones = Subscriptions.filter(({ Protocol }) => Protocol === 'application');
    return { subscriptionArns: phones.map(({ SubscriptionArn }) => requireArn(SubscriptionArn)), after: NextToken };
  }

  async setFilterPolicy(
    subscriptionArn: string,
    filterPolicy: string | undefined,
  ): Promise<'set' | 'gone' | TopicSubscriptionFailure> {
    try {
      await this.#sns.send(filterPolicyCommand(subscriptionArn, filterPolicy));
      return 'set';
    } catch (error) {
      if (error instanceof NotFoundException) return 'gone';
      const isLimit = error instanceof FilterPolicyLimitExceededException;
      if (!isLimit && !(error instanceof InvalidParameterException)) throw error;
      logFailure('SNS refused a filter policy', error, { subscriptionArn });
      return isLimit ? 'FILTER_POLICY_LIMIT' : 'FILTER_POLICY_INVALID';
    }
  }

  async unsubscribe(subscriptionArn: string): Promise<void> {
    await ifFound(this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn })));
  }

  async #subscribe(
    topicArn: string,
    endpointArn: string,
    Attributes: Readonly<Record<string, string>>,
  ): Promise<string | null> {
    const command = new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'application',
      Endpoint: endpointArn,
      ReturnSubscriptionArn: true,
      Attributes,
    });
    const subscribed = await ifFound(this.#sns.send(command));
    return subscribed === null ? null : requireArn(subscribed.SubscriptionArn);
  }
}
