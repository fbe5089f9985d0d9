/**
 * The API's table of contents: each capability's fields, by schema coordinate, with their data source or steps.
 * The code is in `resolvers/<coordinate>.ts` and `resolvers/steps/<step>.ts`.
 *
 * A capability's stack (`infra/aws/<capability>/`) makes its resolvers, steps and data sources. A field may take steps
 * of the capabilities above its own, but data sources of its own alone, and `none`.
 * A guarded read takes the steps of `readGuard` first.
 */
export const capabilities = {
  api: {
    steps: {},
    fields: {
      'Query.me': { dataSource: 'none' },
    },
  },
  stepUp: {
    steps: {
      bindRead: { dataSource: 'none' },
      judgeOperations: { dataSource: 'none' },
      guard: { dataSource: 'stepUpGuard' },
      openChallenge: { dataSource: 'stepUpChallenges' },
      consumeStepUpGrant: { dataSource: 'spendStepUpGrant' },
      putStepUpSetting: { dataSource: 'writeStepUpSettings' },
      deleteStepUpSetting: { dataSource: 'writeStepUpSettings' },
    },
    fields: {
      'Query.stepUpSettings': { dataSource: 'readStepUpSettings', guarded: 'always' },
      'Query.stepUpAudit': { dataSource: 'readStepUpAudit', guarded: 'always' },
      'Query.stepUpChallenge': { dataSource: 'readStepUpSessions' },
      'Mutation.putStepUpSetting': { steps: ['judgeOperations', 'guard', 'openChallenge', 'putStepUpSetting'] },
      'Mutation.deleteStepUpSetting': { steps: ['judgeOperations', 'guard', 'openChallenge', 'deleteStepUpSetting'] },
      'Mutation.initiateStepUp': { dataSource: 'initiateStepUp' },
      'Mutation.respondToStepUpChallenge': { dataSource: 'respondToStepUp' },
      'Mutation.requireStepUp': { steps: ['guard', 'openChallenge'] },
      'Mutation.consumeStepUpGrant': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant'] },
      'Mutation.approveStepUp': { dataSource: 'approveStepUp' },
      'Subscription.onStepUpChallenge': { dataSource: 'readStepUpSessions' },
    },
  },
  audit: {
    steps: {},
    fields: {
      'Query.auditLog': { dataSource: 'readAuditLog', guarded: 'always' },
    },
  },
  devices: {
    steps: {
      registerDevice: { dataSource: 'registerDevice' },
      unregisterDevice: { dataSource: 'unregisterDevice' },
    },
    fields: {
      'Query.device': { dataSource: 'readDevices', guarded: 'ownReads' },
      'Query.devices': { dataSource: 'readDevices', guarded: 'ownReads' },
      'Query.userDevices': { dataSource: 'readDevices', guarded: 'always' },
      'Mutation.registerDevice': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'registerDevice'] },
      'Mutation.unregisterDevice': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'unregisterDevice'] },
      'Mutation.reportDevice': { dataSource: 'none' },
      'Subscription.onMyDevices': { dataSource: 'none', guarded: 'ownReads' },
    },
  },
  topics: {
    steps: {
      acceptTopic: { dataSource: 'acceptTopic' },
      updateTopic: { dataSource: 'updateTopic' },
      closeTopic: { dataSource: 'closeTopic' },
      createOrDeleteTopic: { dataSource: 'createOrDeleteTopic' },
      judgeSubscriber: { dataSource: 'none' },
      acceptSubscriber: { dataSource: 'acceptSubscriber' },
      changeSubscriber: { dataSource: 'closeSubscriber' },
      closeSubscriber: { dataSource: 'closeSubscriber' },
      applySubscriber: { dataSource: 'applySubscriber' },
      acceptSubscriberRedelivery: { dataSource: 'acceptSubscriber' },
      redeliverToSubscriber: { dataSource: 'redeliverToSubscriber' },
      listSubscribers: { dataSource: 'readTopics' },
      readSubscriberStates: { dataSource: 'readSubscriberStates' },
      subscribeToTopic: { dataSource: 'subscribeToTopic' },
      unsubscribeFromTopic: { dataSource: 'unsubscribeFromTopic' },
      decideTopicSubscription: { dataSource: 'decideTopicSubscription' },
    },
    fields: {
      'Query.topics': { dataSource: 'readTopics' },
      'Query.topicSubscriptions': { dataSource: 'readTopicSubscriptions', guarded: 'ownReads' },
      'Query.topicSubscribers': { steps: ['listSubscribers', 'readSubscriberStates'], guarded: 'always' },
      'Query.topicFollowers': { dataSource: 'readTopics', guarded: 'always' },
      'Mutation.createTopic': { steps: ['guard', 'openChallenge', 'acceptTopic', 'createOrDeleteTopic'] },
      'Mutation.updateTopic': { steps: ['guard', 'openChallenge', 'updateTopic'] },
      'Mutation.deleteTopic': { steps: ['guard', 'openChallenge', 'closeTopic', 'createOrDeleteTopic'] },
      'Mutation.addTopicSubscriber': {
        steps: [
          'judgeSubscriber',
          'guard',
          'openChallenge',
          'acceptSubscriber',
          'applySubscriber',
          'readSubscriberStates',
        ],
      },
      'Mutation.updateTopicSubscriber': {
        steps: [
          'judgeSubscriber',
          'guard',
          'openChallenge',
          'changeSubscriber',
          'applySubscriber',
          'readSubscriberStates',
        ],
      },
      'Mutation.removeTopicSubscriber': { steps: ['guard', 'openChallenge', 'closeSubscriber', 'applySubscriber'] },
      'Mutation.redeliverToSubscriber': {
        steps: ['guard', 'openChallenge', 'acceptSubscriberRedelivery', 'redeliverToSubscriber'],
      },
      'Mutation.subscribeToTopic': { steps: ['guard', 'openChallenge', 'subscribeToTopic'] },
      'Mutation.unsubscribeFromTopic': { steps: ['guard', 'openChallenge', 'unsubscribeFromTopic'] },
      'Mutation.decideTopicSubscription': { steps: ['guard', 'openChallenge', 'decideTopicSubscription'] },
      'Mutation.reportTopicSubscription': { dataSource: 'none' },
      'Mutation.reportTopicSubscriber': { dataSource: 'none' },
      'Subscription.onTopicSubscribers': { dataSource: 'none', guarded: 'always' },
      'Subscription.onMyTopicSubscriptions': { dataSource: 'none', guarded: 'ownReads' },
    },
  },
  breaker: {
    steps: {
      holdPlatform: { dataSource: 'writePlatforms' },
      releasePlatform: { dataSource: 'writePlatforms' },
      readHolds: { dataSource: 'readHolds' },
    },
    fields: {
      'Query.platforms': { dataSource: 'readPlatforms' },
      'Mutation.holdPlatform': { steps: ['guard', 'openChallenge', 'holdPlatform'] },
      'Mutation.releasePlatform': { steps: ['guard', 'openChallenge', 'releasePlatform'] },
      'Mutation.reportPlatform': { dataSource: 'none' },
      'Subscription.onPlatformState': { dataSource: 'none' },
    },
  },
  publishing: {
    steps: {
      judgeMessage: { dataSource: 'none' },
      renderPreview: { dataSource: 'none' },
      draftMessage: { dataSource: 'none' },
      acceptMessage: { dataSource: 'acceptMessage' },
      readReplayedMessage: { dataSource: 'readMessages' },
      acceptBatch: { dataSource: 'publishBatch' },
      cancelMessage: { dataSource: 'cancelAcceptedMessage' },
      cancelDeliveries: { dataSource: 'cancelMessage' },
    },
    fields: {
      'Query.message': { dataSource: 'readMessages', guarded: 'always', afterwards: ['readHolds'] },
      'Query.messages': { dataSource: 'readMessages', guarded: 'always', afterwards: ['readHolds'] },
      'Query.previewPublish': { steps: ['renderPreview'] },
      'Query.allMessages': { dataSource: 'listMessages', guarded: 'always' },
      'Mutation.publish': {
        steps: ['judgeMessage', 'draftMessage', 'guard', 'openChallenge', 'acceptMessage', 'readReplayedMessage'],
      },
      'Mutation.publishBatch': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'acceptBatch'] },
      'Mutation.cancelMessage': { steps: ['guard', 'openChallenge', 'cancelMessage', 'cancelDeliveries'] },
    },
  },
  delivery: {
    steps: {
      ownsMessage: { dataSource: 'readOwnMessage' },
      listDeliveries: { dataSource: 'readDeliveries' },
      listDeliveryEvents: { dataSource: 'readDeliveries' },
      listInbox: { dataSource: 'readInbox' },
      readCutMessages: { dataSource: 'readInbox' },
      readInboxMessages: { dataSource: 'readInboxMessages' },
      acceptRedelivery: { dataSource: 'acceptRedelivery' },
      readReplayedRedelivery: { dataSource: 'readRedeliveries' },
    },
    fields: {
      'Query.deliveries': { steps: ['ownsMessage', 'listDeliveries', 'readHolds'], guarded: 'always' },
      'Query.deliveryEvents': { steps: ['ownsMessage', 'listDeliveryEvents'], guarded: 'always' },
      'Query.inbox': { steps: ['listInbox', 'readCutMessages', 'readInboxMessages', 'readHolds'], guarded: 'ownReads' },
      'Query.userDeliveries': { dataSource: 'readInbox', guarded: 'always', afterwards: ['readHolds'] },
      'InboxConnection.unreadCount': { dataSource: 'readInbox' },
      'Message.progress': { dataSource: 'readDeliveries' },
      'Message.deliveries': { dataSource: 'readDeliveries', guarded: 'always', afterwards: ['readHolds'] },
      'Mutation.acknowledgeDelivery': { dataSource: 'acknowledgeDelivery' },
      'Query.redelivery': { dataSource: 'readRedeliveries', guarded: 'always' },
      'Mutation.redeliver': { steps: ['guard', 'openChallenge', 'acceptRedelivery', 'readReplayedRedelivery'] },
    },
  },
  reporting: {
    steps: {
      openFeed: { dataSource: 'openFeed' },
    },
    fields: {
      'Mutation.reportDeliveries': { dataSource: 'none' },
      'Subscription.onDeliveryReport': { steps: ['ownsMessage', 'openFeed'], guarded: 'always' },
      'Subscription.onMyPublications': { steps: ['openFeed'], guarded: 'always' },
      'Subscription.onMyDeliveries': { steps: ['openFeed'], guarded: 'ownReads' },
    },
  },
} as const satisfies Readonly<Record<string, Capability>>;

export interface Capability {
  readonly steps: Readonly<Record<string, StepWiring>>;
  readonly fields: Readonly<Record<`${string}.${string}`, FieldWiring>>;
}

export interface StepWiring {
  readonly dataSource: string;
}

export interface FieldWiring {
  /** The data source of a field without a pipeline. */
  readonly dataSource?: string;
  /** The pipeline's functions, in order. */
  readonly steps?: readonly string[];
  /**
   * For a read: whether a setting can ask for a proof of it. `ownReads`: only where the deployment says so, since it
   * costs a user's own reads a look at DynamoDB each.
   */
  readonly guarded?: 'always' | 'ownReads';
  /** Steps after those of a guarded read without steps of its own: they see what it read. */
  readonly afterwards?: readonly string[];
}

/**
 * The steps before those of a guarded read. A mutation names its own. A read without steps of its own becomes the last
 * one, and `bindRead` is the pipeline's own code.
 */
export const readGuard = ['bindRead', 'guard', 'openChallenge', 'consumeStepUpGrant'] as const;

/** Whether a setting can ask for a proof of a field. `ownReads`: whether the deployment guards users' own reads. */
export function isGuarded(wiring: FieldWiring, ownReads: boolean): boolean {
  const { guarded, steps } = wiring;
  return guarded === 'always' || (guarded === 'ownReads' && ownReads) || (steps ?? []).indexOf('guard') >= 0;
}

export type CapabilityName = keyof typeof capabilities;

type FieldsOf<Name extends CapabilityName> = (typeof capabilities)[Name]['fields'];
type StepsOf<Name extends CapabilityName> = (typeof capabilities)[Name]['steps'];
type ValueOf<Members> = Members[keyof Members];

/** The data sources that a capability makes for itself. */
export type DataSourceNameOf<Name extends CapabilityName> = Exclude<
  Extract<ValueOf<FieldsOf<Name>> | ValueOf<StepsOf<Name>>, StepWiring>['dataSource'],
  'none'
>;

/** The steps that a capability makes. */
export type StepNameOf<Name extends CapabilityName> = keyof StepsOf<Name>;

/** The steps that a capability's fields take from others. */
export type SharedStepNameOf<Name extends CapabilityName> = Exclude<
  | Extract<ValueOf<FieldsOf<Name>>, { readonly steps: readonly string[] }>['steps'][number]
  | Extract<ValueOf<FieldsOf<Name>>, { readonly afterwards: readonly string[] }>['afterwards'][number],
  StepNameOf<Name>
>;

/** Returns every field of every capability, with its coordinate. Runs in APPSYNC_JS too. */
export function allFields(): (readonly [string, FieldWiring])[] {
  return Object.values(capabilities).flatMap((capability: Capability) => Object.entries(capability.fields));
}
