import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { Settings } from '../readSettings.ts';
import { type FunctionEnvironment, type Grant, may, usable } from '../shared/may.ts';

/** Returns what a function needs that makes or mends topics at SNS. */
export function makingTopics(
  messaging: MessagingStack,
  { topicSuccessSampleRate, tags }: Pick<Settings, 'topicSuccessSampleRate' | 'tags'>,
): { readonly grants: readonly Grant[]; readonly environment: FunctionEnvironment } {
  const { topics, queues } = messaging;
  const { roleArn } = topics.logging;
  return {
    grants: [
      may(topics, 'configure', 'tag', 'subscribe'),
      may(topics.logs, 'createGroup', 'retain', 'tag'),
      may(usable({ actions: { pass: 'iam:PassRole' }, resources: [roleArn] }), 'pass'),
    ],
    environment: {
      TOPIC_ARN_PREFIX: topics.arnPrefix,
      FROM_TOPICS_QUEUE_ARN: queues.fromTopics.queueArn,
      TOPIC_KEY_ARN: topics.key.keyArn,
      TOPIC_LOGGING_ROLE_ARN: roleArn,
      TOPIC_SUCCESS_SAMPLE_RATE: `${topicSuccessSampleRate}`,
      TOPIC_TAGS: JSON.stringify({ ...tags, 'heliograph:installation': topics.installation }),
    },
  };
}
