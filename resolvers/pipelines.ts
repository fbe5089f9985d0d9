/**
 * Every field with a resolver, by its schema coordinate: the data source it calls, or the pipeline steps it takes.
 * The API's table of contents: the code is in `resolvers/<coordinate>.ts` and `resolvers/steps/<step>.ts`; data sources are made in
 * `infra/aws/constructs/DataSources.ts`.
 */
export const steps = {
  guard: { dataSource: 'stepUpGuard' },
  openChallenge: { dataSource: 'stepUpChallenges' },
  draftMessage: { dataSource: 'none' },
  acceptMessage: { dataSource: 'acceptMessage' },
  readReplayedMessage: { dataSource: 'readMessages' },
  cancelMessage: { dataSource: 'cancelAcceptedMessage' },
  cancelDeliveries: { dataSource: 'cancelMessage' },
  acceptBatch: { dataSource: 'publishBatch' },
  acceptTopic: { dataSource: 'acceptTopic' },
  closeTopic: { dataSource: 'closeTopic' },
  createOrDeleteTopic: { dataSource: 'createOrDeleteTopic' },
  acceptSubscriber: { dataSource: 'acceptSubscriber' },
  closeSubscriber: { dataSource: 'closeSubscriber' },
  applySubscriber: { dataSource: 'applySubscriber' },
  listSubscribers: { dataSource: 'readTopics' },
  readSubscriberStates: { dataSource: 'readSubscriberStates' },
  ownsMessage: { dataSource: 'readMessages' },
  listDeliveries: { dataSource: 'readDeliveries' },
  listDeliveryEvents: { dataSource: 'readDeliveries' },
  listInbox: { dataSource: 'readInbox' },
  readInboxMessages: { dataSource: 'readInboxMessages' },
  countUnread: { dataSource: 'readInbox' },
  registerDevice: { dataSource: 'registerDevice' },
  unregisterDevice: { dataSource: 'unregisterDevice' },
  subscribeToTopic: { dataSource: 'subscribeToTopic' },
  unsubscribeFromTopic: { dataSource: 'unsubscribeFromTopic' },
  putStepUpSetting: { dataSource: 'writeStepUpSettings' },
  deleteStepUpSetting: { dataSource: 'writeStepUpSettings' },
  consumeStepUpGrant: { dataSource: 'spendStepUpGrant' },
} as const satisfies Readonly<Record<string, { readonly dataSource: DataSourceName }>>;

export const fields = {
  'Query.me': { dataSource: 'none' },
  'Query.device': { dataSource: 'readDevices' },
  'Query.devices': { dataSource: 'readDevices' },
  'Query.message': { dataSource: 'readMessages' },
  'Query.messages': { dataSource: 'readMessages' },
  'Query.deliveries': { steps: ['ownsMessage', 'listDeliveries'] },
  'Query.deliveryEvents': { steps: ['ownsMessage', 'listDeliveryEvents'] },
  'Query.inbox': { steps: ['listInbox', 'readInboxMessages', 'countUnread'] },
  'Query.previewPublish': { dataSource: 'none' },
  'Message.progress': { dataSource: 'readDeliveries' },
  'Message.deliveries': { dataSource: 'readDeliveries' },
  'Mutation.registerDevice': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'registerDevice'] },
  'Mutation.unregisterDevice': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'unregisterDevice'] },
  'Mutation.reportDevice': { dataSource: 'none' },
  'Query.topics': { dataSource: 'readTopics' },
  'Query.topicSubscriptions': { dataSource: 'readDevices' },
  'Mutation.createTopic': { steps: ['guard', 'openChallenge', 'acceptTopic', 'createOrDeleteTopic'] },
  'Mutation.deleteTopic': { steps: ['guard', 'openChallenge', 'closeTopic', 'createOrDeleteTopic'] },
  'Query.topicSubscribers': { steps: ['listSubscribers', 'readSubscriberStates'] },
  'Mutation.addTopicSubscriber': {
    steps: ['guard', 'openChallenge', 'acceptSubscriber', 'applySubscriber', 'readSubscriberStates'],
  },
  'Mutation.removeTopicSubscriber': { steps: ['guard', 'openChallenge', 'closeSubscriber', 'applySubscriber'] },
  'Mutation.subscribeToTopic': { steps: ['guard', 'openChallenge', 'subscribeToTopic'] },
  'Mutation.unsubscribeFromTopic': { steps: ['guard', 'openChallenge', 'unsubscribeFromTopic'] },
  'Mutation.publish': { steps: ['draftMessage', 'guard', 'openChallenge', 'acceptMessage', 'readReplayedMessage'] },
  'Mutation.publishBatch': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant', 'acceptBatch'] },
  'Mutation.acknowledgeDelivery': { dataSource: 'acknowledgeDelivery' },
  'Mutation.cancelMessage': { steps: ['guard', 'openChallenge', 'cancelMessage', 'cancelDeliveries'] },
  'Mutation.reportDeliveries': { dataSource: 'none' },
  'Query.stepUpSettings': { dataSource: 'readStepUpSettings' },
  'Query.stepUpAudit': { dataSource: 'readStepUpAudit' },
  'Query.stepUpChallenge': { dataSource: 'readStepUpSessions' },
  'Mutation.putStepUpSetting': { steps: ['guard', 'openChallenge', 'putStepUpSetting'] },
  'Mutation.deleteStepUpSetting': { steps: ['guard', 'openChallenge', 'deleteStepUpSetting'] },
  'Mutation.initiateStepUp': { dataSource: 'initiateStepUp' },
  'Mutation.respondToStepUpChallenge': { dataSource: 'respondToStepUp' },
  'Mutation.requireStepUp': { steps: ['guard', 'openChallenge'] },
  'Mutation.consumeStepUpGrant': { steps: ['guard', 'openChallenge', 'consumeStepUpGrant'] },
  'Mutation.approveStepUp': { dataSource: 'approveStepUp' },
  'Subscription.onStepUpChallenge': { dataSource: 'readStepUpSessions' },
  'Subscription.onDeliveryReport': { dataSource: 'readMessages' },
  'Subscription.onMyDeliveries': { dataSource: 'none' },
  'Subscription.onMyDevices': { dataSource: 'none' },
} as const satisfies Readonly<Record<string, FieldWiring>>;

/** Lambda functions behind fields, each a data source by its own name. */
export const functionNames = [
  'createOrDeleteTopic',
  'applySubscriber',
  'readSubscriberStates',
  'cancelMessage',
  'publishBatch',
  'registerDevice',
  'unregisterDevice',
  'initiateStepUp',
  'respondToStepUp',
  'approveStepUp',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** A role each: what it may do is in `constructs/DataSources.ts`. */
export type DataSourceName =
  | 'none'
  | 'stepUpGuard'
  | 'stepUpChallenges'
  | 'spendStepUpGrant'
  | 'readStepUpSettings'
  | 'readStepUpAudit'
  | 'writeStepUpSettings'
  | 'readStepUpSessions'
  | 'acceptMessage'
  | 'cancelAcceptedMessage'
  | 'readMessages'
  | 'readDeliveries'
  | 'acknowledgeDelivery'
  | 'readInbox'
  | 'readInboxMessages'
  | 'readDevices'
  | 'readTopics'
  | 'acceptTopic'
  | 'closeTopic'
  | 'acceptSubscriber'
  | 'closeSubscriber'
  | 'subscribeToTopic'
  | 'unsubscribeFromTopic'
  | FunctionName;

export type StepName = keyof typeof steps;

export type FieldWiring = { readonly dataSource: DataSourceName } | { readonly steps: readonly StepName[] };
