// Runs in APPSYNC_JS too.
import type {
  AudienceInput,
  MutationAddTopicSubscriberArgs,
  MutationCancelMessageArgs,
  MutationCreateTopicArgs,
  MutationDecideTopicSubscriptionArgs,
  MutationDeleteStepUpSettingArgs,
  MutationHoldPlatformArgs,
  MutationPublishArgs,
  MutationPublishBatchArgs,
  MutationPutStepUpSettingArgs,
  MutationRedeliverArgs,
  MutationRegisterDeviceArgs,
  MutationReleasePlatformArgs,
  MutationSubscribeToTopicArgs,
  MutationUnregisterDeviceArgs,
  MutationUpdateTopicArgs,
  QueryDeliveriesArgs,
  QueryMessageArgs,
  QueryMessagesArgs,
  QueryRedeliveryArgs,
  QueryStepUpAuditArgs,
  QueryTopicSubscribersArgs,
  QueryUserDevicesArgs,
  StepUpMethod,
  SubscriptionOnDeliveryReportArgs,
  TopicSubscriberEndpointInput,
} from '../../../schema/generated/types.ts';
import { privilegedOperations } from './decideStepUp.ts';
import { LONGEST, summaryOf } from './summary.ts';

/** Characters of a host or address: what fits beside a topic's id. */
const LONGEST_HOST = 60;

/**
 * Returns what the user is asked to approve, for an operation of this API: at most 120 characters, from its arguments
 * alone. It shows on lock screens, so no message's title or text is in it.
 */
export function summarize(operation: string, args: unknown): string {
  return summaryOf(textFor(operation, args));
}

function textFor(operation: string, args: unknown): string {
  switch (operation) {
    case 'Mutation.publish':
      return publication((args as MutationPublishArgs).input);
    case 'Mutation.publishBatch':
      return `Send ${count((args as MutationPublishBatchArgs).input.entries, 'message')} in a batch`;
    case 'Mutation.cancelMessage':
      return `Cancel message ${(args as MutationCancelMessageArgs).input.messageId}`;
    case 'Mutation.redeliver':
      return `Send failed deliveries of message ${(args as MutationRedeliverArgs).input.messageId} again`;
    case 'Mutation.registerDevice':
      return `Register device ${(args as MutationRegisterDeviceArgs).input.deviceId}`;
    case 'Mutation.unregisterDevice':
      return `Remove device ${(args as MutationUnregisterDeviceArgs).input.deviceId}`;
    case 'Mutation.createTopic':
      return `Create ${topicOf(args)}: ${(args as MutationCreateTopicArgs).input.name}`;
    case 'Mutation.updateTopic':
      return `Make topic ${topicIdOf(args)} ${topicOf(args)}`;
    case 'Mutation.deleteTopic':
      return `Delete topic ${topicIdOf(args)}`;
    case 'Mutation.addTopicSubscriber':
      return `Send topic ${topicIdOf(args)} to ${endpointOf(args)}`;
    case 'Mutation.updateTopicSubscriber':
      return `Change what ${endpointOf(args)} gets of topic ${topicIdOf(args)}`;
    case 'Mutation.removeTopicSubscriber':
      return `Stop sending topic ${topicIdOf(args)} to ${endpointOf(args)}`;
    case 'Mutation.redeliverToSubscriber':
      return `Send topic ${topicIdOf(args)} again to ${endpointOf(args)}`;
    case 'Mutation.subscribeToTopic':
      return `Follow topic ${topicIdOf(args)}`;
    case 'Mutation.unsubscribeFromTopic':
      return `Stop following topic ${topicIdOf(args)}`;
    case 'Mutation.decideTopicSubscription':
      return decision((args as MutationDecideTopicSubscriptionArgs).input);
    case 'Mutation.holdPlatform':
      return `Hold all deliveries on ${(args as MutationHoldPlatformArgs).input.platform}`;
    case 'Mutation.releasePlatform':
      return `Send deliveries on ${(args as MutationReleasePlatformArgs).input.platform} again`;
    case 'Mutation.putStepUpSetting':
      return setting((args as MutationPutStepUpSettingArgs).input);
    case 'Mutation.deleteStepUpSetting':
      return `Back to the default proof: ${targetOf((args as MutationDeleteStepUpSettingArgs).input)}`;
  }
  return read(operation, args) ?? operation;
}

function read(operation: string, args: unknown): string | null {
  switch (operation) {
    case 'Query.stepUpSettings':
      return 'Read the step-up settings';
    case 'Query.stepUpAudit': {
      const { day, userId } = args as QueryStepUpAuditArgs;
      return `Read the step-up audit${userId ? ` of ${userId}` : ''}${day ? ` of ${day}` : ''}`;
    }
    case 'Query.auditLog':
      return 'Read the audit log';
    case 'Query.messages': {
      const { publisherId } = args as QueryMessagesArgs;
      return publisherId ? `Read the messages of ${publisherId}` : 'Read your messages';
    }
    case 'Query.allMessages':
      return 'Read the messages of all publishers';
    case 'Query.userDevices':
      return `Read the devices of user ${(args as QueryUserDevicesArgs).userId}`;
    case 'Query.userDeliveries':
      return `Read what was sent to user ${(args as QueryUserDevicesArgs).userId}`;
    case 'Query.message':
      return `Read message ${(args as QueryMessageArgs).id}`;
    case 'Query.deliveries':
    case 'Query.deliveryEvents':
      return `Read the deliveries of message ${(args as QueryDeliveriesArgs).messageId}`;
    case 'Query.redelivery':
      return `Read redelivery ${(args as QueryRedeliveryArgs).id}`;
    case 'Message.deliveries':
      return 'Read the deliveries of messages';
    case 'Subscription.onDeliveryReport':
      return `Watch the deliveries of message ${(args as SubscriptionOnDeliveryReportArgs).messageId}`;
    case 'Subscription.onMyPublications':
      return 'Watch your messages';
    case 'Query.topicSubscribers':
      return `Read the subscribers of topic ${(args as QueryTopicSubscribersArgs).topicId}`;
    case 'Subscription.onTopicSubscribers':
      return 'Watch the subscribers of topics';
    case 'Query.topicFollowers':
      return `Read the followers of topic ${(args as QueryTopicSubscribersArgs).topicId}`;
    case 'Query.topicSubscriptions':
      return 'Read which topics you follow';
    case 'Query.inbox':
      return 'Read your inbox';
    case 'Subscription.onMyDeliveries':
      return 'Watch your inbox';
    case 'Query.device':
    case 'Query.devices':
      return 'Read your devices';
    case 'Subscription.onMyDevices':
      return 'Watch your devices';
    case 'Subscription.onMyTopicSubscriptions':
      return 'Watch which topics you follow';
  }
  return null;
}

function publication({ audience, scheduledAt }: MutationPublishArgs['input']): string {
  const to = audienceOf(audience);
  return scheduledAt ? `Send a message to ${to} at ${scheduledAt}` : `Send a message to ${to}`;
}

function audienceOf({ deviceIds, platform, topic, userIds }: AudienceInput): string {
  if (userIds) return count(userIds, 'user');
  if (deviceIds) return count(deviceIds, 'device');
  return topic ? `topic ${topic.topicId}` : `all devices on ${platform}`;
}

function topicOf(args: unknown): string {
  const { access, group } = (args as MutationUpdateTopicArgs).input;
  if (access === 'GROUP') return `a topic of group ${group}`;
  return access === 'OPEN' ? 'a topic open to all' : 'a topic with approval';
}

function decision({ decision: word, topicId, userId }: MutationDecideTopicSubscriptionArgs['input']): string {
  if (word === 'APPROVE') return `Let user ${userId} follow topic ${topicId}`;
  return word === 'DENY' ? `Deny user ${userId} topic ${topicId}` : `Take topic ${topicId} from user ${userId}`;
}

/** The group's name is last: it may be cut, the operations and the methods are not. */
function setting(input: MutationPutStepUpSettingArgs['input']): string {
  const does = changeOf(input);
  if (!input.group) return `${does}${input.operation}`;
  return `${does}${listed(input.operations ?? [], LONGEST - does.length)} (${targetOf(input)})`;
}

function changeOf({ methods, requirement }: MutationPutStepUpSettingArgs['input']): string {
  if (requirement === 'STEP_UP_NOT_REQUIRED') return 'Ask for no proof: ';
  if (requirement === 'STEP_UP_DENY') return 'Switch off ';
  if (!methods) return 'Ask for a proof: ';
  const distinct = methods.filter((method, index) => methods.indexOf(method) === index);
  return `Ask for a proof by ${distinct.map((method) => wordsOf[method]).join(' or ')}: `;
}

/** Short, so that all of them leave room for an operation. */
const wordsOf: Readonly<Record<StepUpMethod, string>> = {
  SOFTWARE_TOKEN_STEP_UP: 'app',
  SMS_STEP_UP: 'SMS',
  EMAIL_STEP_UP: 'e-mail',
  PUSH_STEP_UP: 'push',
  PASSKEY_STEP_UP: 'passkey',
  MAYBE_SOFTWARE_TOKEN_STEP_UP: 'unlisted app',
};

/** Returns as many names as there is room for, those that matter most first, and how many more there are. */
function listed(operations: readonly string[], room: number): string {
  const privileged = privilegedOperations.filter((name) => operations.indexOf(name) >= 0);
  const own = operations.filter((name) => privileged.indexOf(name) < 0 && name.indexOf(':') < 0);
  const all = privileged.concat(own).concat(operations.filter((name) => name.indexOf(':') >= 0));
  const texts = all.map((_, index) => {
    const names = all.slice(0, all.length - index).join(', ');
    return index === 0 ? names : `${names} and ${index} more`;
  });
  return texts.find((text) => text.length <= room) ?? `${count(all, 'operation')}, ${all[0]}`;
}

function targetOf({ group, operation }: MutationDeleteStepUpSettingArgs['input']): string {
  return group ? `group ${group}` : `${operation}`;
}

function topicIdOf(args: unknown): string {
  return (args as MutationSubscribeToTopicArgs).input.topicId;
}

/** A web hook's query and fragment may be secret. The end of a long host or address tells whose it is. */
function endpointOf(args: unknown): string {
  const { email, https, lambda, sqs }: TopicSubscriberEndpointInput = (args as MutationAddTopicSubscriberArgs).input
    .endpoint;
  // The host tells who gets it. A path is often the receiver's secret, and this shows on lock screens.
  if (https) return `https://${endOf(hostOf(https.url))}`;
  return email ? endOf(email.address) : (sqs?.queueArn ?? lambda?.functionArn ?? '');
}

/** The rule for subscribers' URLs lets no user name or password through. */
function hostOf(url: string): string {
  const [, , authority = ''] = url.split('/');
  return (authority.split('?')[0] ?? '').split('#')[0] ?? '';
}

function endOf(text: string): string {
  return text.length > LONGEST_HOST ? `...${text.slice(text.length - LONGEST_HOST + 3)}` : text;
}

function count(of: readonly unknown[], what: string): string {
  return of.length === 1 ? `1 ${what}` : `${of.length} ${what}s`;
}
