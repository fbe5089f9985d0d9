import { recordActs } from '../audit/recordActs.ts';
import { may } from '../shared/may.ts';
import { spendGrant } from '../stepUp/spendGrant.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

/** Returns the tables behind the topics' data sources, and what each may do. */
export function topicTables(storage: StorageStack) {
  const { devices, messages, topics } = storage;
  const spend = spendGrant(storage);
  const act = recordActs(storage);
  return {
    readTopics: { table: topics, grants: [may(topics, 'query')] },
    readTopicSubscriptions: { table: devices, grants: [may(devices, 'query')] },
    acceptTopic: { table: topics, grants: [may(topics, 'put'), may(messages, 'put'), ...act] },
    updateTopic: { table: topics, grants: [may(topics, 'update'), ...act] },
    closeTopic: { table: topics, grants: [may(topics, 'update'), ...act] },
    acceptSubscriber: {
      table: topics,
      grants: [may(topics, 'check', 'update'), may(messages, 'put'), ...act],
    },
    closeSubscriber: { table: topics, grants: [may(topics, 'update'), ...act] },
    subscribeToTopic: {
      table: devices,
      grants: [may(devices, 'put', 'update'), may(topics, 'check', 'put', 'delete'), ...spend],
    },
    unsubscribeFromTopic: {
      table: devices,
      grants: [may(devices, 'delete', 'update'), may(topics, 'delete'), ...spend],
    },
    decideTopicSubscription: {
      table: devices,
      grants: [may(devices, 'put', 'update'), may(topics, 'put', 'delete'), ...act],
    },
  };
}
