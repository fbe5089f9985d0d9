import {
  FilterPolicyLimitExceededException,
  InvalidParameterException,
  NotFoundException,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { TopicSubscriptionFailure } from '../../../schema/generated/types.ts';
import type { SubscriptionBroker } from '../../topics/SubscriptionBroker.ts';
import { logFailure } from '../logging/logFailure.ts';
import { filterPolicyCommand } from './filterPolicyCommand.ts';
import { ifFound } from './ifFound.ts';
import { requireArn } from './requireArn.ts';

/** Endpoints' subscriptions in SNS. */
export class SnsSubscriptions implements SubscriptionBroker {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  /** Sets no attributes, because subscribing again is idempotent only if they are the same. */
  async subscribe(topicArn: string, endpointArn: string): Promise<string | null> {
    const command = new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'application',
      Endpoint: endpointArn,
      ReturnSubscriptionArn: true,
    });
    const subscribed = await ifFound(this.#sns.send(command));
    return subscribed === null ? null : requireArn(subscribed.SubscriptionArn);
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
}
