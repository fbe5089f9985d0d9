import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

const device = { sk: { S: FilterRule.beginsWith('DEVICE#') } };

/** Changes of devices that matter to others: a start of the app that changes nothing wakes nobody. */
export const deviceFilters = [
  FilterCriteria.filter({ eventName: ['INSERT', 'REMOVE'], dynamodb: { Keys: device } }),
  FilterCriteria.filter({
    eventName: ['MODIFY'],
    dynamodb: { Keys: device, NewImage: { change: { S: FilterRule.or('ADDRESS', 'GONE') } } },
  }),
  FilterCriteria.filter({
    eventName: ['MODIFY'],
    dynamodb: { Keys: device, NewImage: { status: { S: FilterRule.isEqual('DISABLED') } } },
  }),
];

/** Changes of topic subscriptions. */
export const subscriptionFilter = FilterCriteria.filter({
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('TOPIC#') } } },
});

/** Intents that expired: those that a registration removed itself are settled. */
export const expiredIntentFilter = FilterCriteria.filter({
  eventName: ['REMOVE'],
  userIdentity: { type: FilterRule.isEqual('Service') },
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual('INTENT') } } },
});
