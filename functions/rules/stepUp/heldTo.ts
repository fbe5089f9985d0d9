// Runs in APPSYNC_JS too.

/**
 * Operations that are held to another's setting besides their own: they do or show what the other does.
 * Otherwise a setting of the one would be avoided by the other.
 */
export const heldTo: Readonly<Record<string, string>> = {
  'Mutation.publishBatch': 'Mutation.publish',
  'Mutation.redeliver': 'Mutation.publish',
  'Query.redelivery': 'Query.deliveries',
  'Query.message': 'Query.messages',
  'Mutation.cancelMessage': 'Query.messages',
  'Query.allMessages': 'Query.messages',
  'Query.userDeliveries': 'Query.deliveries',
  'Query.deliveryEvents': 'Query.deliveries',
  'Message.deliveries': 'Query.deliveries',
  'Subscription.onMyPublications': 'Query.messages',
  'Subscription.onDeliveryReport': 'Query.deliveries',
  'Query.device': 'Query.devices',
  'Subscription.onMyDevices': 'Query.devices',
  'Subscription.onMyTopicSubscriptions': 'Query.topicSubscriptions',
  'Subscription.onMyDeliveries': 'Query.inbox',
};
