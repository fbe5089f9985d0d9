import { randomUUID } from 'node:crypto';
import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { transaction } from '../../platform/transaction.ts';
import { invalidParameter } from '../errors.ts';
import { entryMap, optionalString, requiredString, stringMap } from '../input.ts';
import { decodeSequenceToken, PAGE_SIZE, page } from '../pageToken.ts';
import { accountPermissions } from '../platformPermissions.ts';
import type { SnsState } from '../SnsState.ts';
import type { Subscription } from '../Subscriptions.ts';
import type { Topic } from '../Topics.ts';
import { topicPermission } from './topics.ts';

export function subscriptionOperations(sns: SnsState): Readonly<Record<string, AwsOperation>> {
  const { topics, subscriptions, platform } = sns;
  // The permission is one on the subscription's topic.
  const onSubscription = (action: string, subscriptionArn: string): Permission =>
    topicPermission(sns, action, subscriptionArn.split(':').slice(0, 6).join(':'));
  return {
    Subscribe: {
      permissions: (input) => [topicPermission(sns, 'sns:Subscribe', requiredString(input, 'TopicArn'))],
      run(input) {
        const topic = topics.get(requiredString(input, 'TopicArn'));
        const protocol = requiredString(input, 'Protocol');
        const endpoint = requiredString(input, 'Endpoint');
        const { subscription, created } = subscribe(sns, topic, protocol, endpoint, stringMap(input, 'Attributes'));
        // Subscribing again requests another confirmation.
        if (!created) askToConfirm(sns, subscription);
        const whole = subscription.confirmationToken === undefined || input.ReturnSubscriptionArn === 'true';
        return { SubscriptionArn: whole ? subscription.arn : 'pending confirmation' };
      },
    },
    ConfirmSubscription: {
      permissions: (input) => [topicPermission(sns, 'sns:ConfirmSubscription', requiredString(input, 'TopicArn'))],
      run(input) {
        const topic = topics.get(requiredString(input, 'TopicArn'));
        return { SubscriptionArn: subscriptions.confirm(topic.arn, requiredString(input, 'Token')).arn };
      },
    },
    Unsubscribe: {
      permissions: (input) => [onSubscription('sns:Unsubscribe', requiredString(input, 'SubscriptionArn'))],
      run(input) {
        const arn = requiredString(input, 'SubscriptionArn');
        if (arn.split(':').length !== 7) {
          throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements');
        }
        // https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html
        if (subscriptions.find(arn)?.confirmationToken !== undefined) {
          throw invalidParameter(
            'SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation',
          );
        }
        subscriptions.delete(arn);
        return {};
      },
    },
    GetSubscriptionAttributes: {
      permissions: (input) => [
        onSubscription('sns:GetSubscriptionAttributes', requiredString(input, 'SubscriptionArn')),
      ],
      run: (input) => {
        const subscription = subscriptions.get(requiredString(input, 'SubscriptionArn'));
        return { Attributes: entryMap(describeSubscription(subscription, platform.accountId)) };
      },
    },
    SetSubscriptionAttributes: {
      permissions: (input) => [
        onSubscription('sns:SetSubscriptionAttributes', requiredString(input, 'SubscriptionArn')),
      ],
      run(input) {
        const subscription = subscriptions.get(requiredString(input, 'SubscriptionArn'));
        const value = optionalString(input, 'AttributeValue') ?? '';
        subscriptions.setAttribute(subscription, requiredString(input, 'AttributeName'), value);
        return {};
      },
    },
    ListSubscriptions: {
      permissions: () => accountPermissions('sns:ListSubscriptions', platform),
      run: (input) => list(sns, undefined, optionalString(input, 'NextToken')),
    },
    ListSubscriptionsByTopic: {
      permissions: (input) => [topicPermission(sns, 'sns:ListSubscriptionsByTopic', requiredString(input, 'TopicArn'))],
      run: (input) => list(sns, topics.get(requiredString(input, 'TopicArn')).arn, optionalString(input, 'NextToken')),
    },
  };
}

/** Creates the subscription or returns the existing one. Asks its owner to confirm if the protocol needs that. */
export function subscribe(
  sns: SnsState,
  topic: Topic,
  protocol: string,
  endpoint: string,
  attributes: Readonly<Record<string, string>>,
): { readonly subscription: Subscription; readonly created: boolean } {
  return transaction(sns.database, () => {
    const made = sns.subscriptions.create(topic, protocol, endpoint, attributes);
    if (made.created) askToConfirm(sns, made.subscription);
    return made;
  });
}

function askToConfirm(sns: SnsState, { arn, topicArn, confirmationToken }: Subscription): void {
  if (confirmationToken === undefined) return;
  sns.subscriptions.noteAsked(arn);
  sns.deliveries.add({
    messageId: randomUUID(),
    topicArn,
    subscriptionArn: arn,
    message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    attributes: {},
    publishedAt: sns.platform.clock.now(),
    confirmationToken,
    ...(sns.topics.find(topicArn)?.attributes.SignatureVersion === '2' ? { signatureVersion: '2' as const } : {}),
  });
}

function list(sns: SnsState, topicArn: string | undefined, token: string | undefined) {
  const rows = sns.subscriptions.list(topicArn, decodeSequenceToken(token), PAGE_SIZE + 1);
  const { items, more } = page(rows, (subscription) => subscription.sequence);
  return {
    Subscriptions: items.map((subscription) => ({
      SubscriptionArn: subscription.confirmationToken === undefined ? subscription.arn : 'PendingConfirmation',
      Owner: sns.platform.accountId,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      TopicArn: subscription.topicArn,
    })),
    ...more,
  };
}

function describeSubscription(subscription: Subscription, accountId: string): Readonly<Record<string, string>> {
  return {
    SubscriptionArn: subscription.arn,
    TopicArn: subscription.topicArn,
    Owner: accountId,
    Protocol: subscription.protocol,
    Endpoint: subscription.endpoint,
    PendingConfirmation: String(subscription.confirmationToken !== undefined),
    ConfirmationWasAuthenticated: String(subscription.confirmationToken === undefined),
    RawMessageDelivery: 'false',
    ...subscription.attributes,
  };
}
