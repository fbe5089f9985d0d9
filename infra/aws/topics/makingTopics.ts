import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { Settings } from '../settings/readSettings.ts';
import { INSTALLATION_TAG, Installation } from '../shared/Installation.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import { type FunctionEnvironment, type Grant, may, usable } from '../shared/may.ts';

export interface Making {
  readonly grants: readonly Grant[];
  readonly environment: FunctionEnvironment;
  /** The tags of what is made at run time. */
  readonly tags: FunctionEnvironment;
}

/** Returns what a function needs that makes or mends topics at SNS. */
export function makingTopics(
  messaging: MessagingStack,
  watcher: LambdaFunction,
  { topicSuccessSampleRate, tags }: Pick<Settings, 'topicSuccessSampleRate' | 'tags'>,
): Making {
  const { topics, queues } = messaging;
  const { roleArn } = topics.logging;
  const made = { TOPIC_TAGS: JSON.stringify({ ...tags, [INSTALLATION_TAG]: Installation.of(topics).id }) };
  return {
    grants: [
      may(topics, 'configure', 'tag', 'subscribe', 'configureSubscription'),
      may(topics.logs, 'createGroup', 'retain', 'tag', 'watch'),
      may(usable({ actions: { pass: 'iam:PassRole' }, resources: [roleArn] }), 'pass'),
    ],
    environment: {
      TOPIC_ARN_PREFIX: topics.arnPrefix,
      FROM_TOPICS_QUEUE_ARN: queues.fromTopics.queueArn,
      ORDERED_GIVEN_UP_QUEUE_ARN: queues.orderedGivenUp.queueArn,
      TOPIC_KEY_ARN: topics.key.keyArn,
      TOPIC_LOGGING_ROLE_ARN: roleArn,
      TOPIC_SUCCESS_SAMPLE_RATE: `${topicSuccessSampleRate}`,
      WATCH_SUBSCRIBERS_ARN: watcher.functionArn,
      ...made,
    },
    tags: made,
  };
}
