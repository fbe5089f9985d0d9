import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { transaction } from '../../platform/transaction.ts';
import { invalidParameter } from '../errors.ts';
import { entryMap, objectList, optionalString, requiredString, stringList, stringMap } from '../input.ts';
import { decodePageToken, PAGE_SIZE, page } from '../pageToken.ts';
import { accountPermissions } from '../platformPermissions.ts';
import type { SnsState } from '../SnsState.ts';
import { defaultPolicy, type Topic, topicPolicy } from '../Topics.ts';

/** Returns a permission on a topic, with the topic's own policy. */
export function topicPermission(sns: SnsState, action: string, topicArn: string): Permission {
  const resourcePolicy = topicPolicy(sns.topics.find(topicArn));
  return { action, resource: topicArn, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
}

export function topicOperations(sns: SnsState): Readonly<Record<string, AwsOperation>> {
  const { topics, platform } = sns;
  const onTopic = (action: string) => (input: JsonObject) => [
    topicPermission(sns, `sns:${action}`, requiredString(input, 'TopicArn')),
  ];
  return {
    CreateTopic: {
      permissions: (input) => [
        topicPermission(sns, 'sns:CreateTopic', topics.arn(requiredString(input, 'Name'))),
        ...(objectList(input, 'Tags').length > 0
          ? [topicPermission(sns, 'sns:TagResource', topics.arn(requiredString(input, 'Name')))]
          : []),
      ],
      run(input) {
        const tags = parseTags(input);
        const attributes = stringMap(input, 'Attributes');
        return {
          TopicArn: transaction(sns.database, () => topics.create(requiredString(input, 'Name'), attributes, tags).arn),
        };
      },
    },
    DeleteTopic: {
      permissions: onTopic('DeleteTopic'),
      run(input) {
        transaction(sns.database, () => topics.delete(requiredString(input, 'TopicArn')));
        return {};
      },
    },
    GetTopicAttributes: {
      permissions: onTopic('GetTopicAttributes'),
      run: (input) => ({ Attributes: entryMap(describeTopic(sns, topics.get(requiredString(input, 'TopicArn')))) }),
    },
    SetTopicAttributes: {
      permissions: onTopic('SetTopicAttributes'),
      run(input) {
        const topic = topics.get(requiredString(input, 'TopicArn'));
        topics.setAttribute(
          topic,
          requiredString(input, 'AttributeName'),
          optionalString(input, 'AttributeValue') ?? '',
        );
        return {};
      },
    },
    ListTopics: {
      permissions: () => accountPermissions('sns:ListTopics', platform),
      run(input) {
        const after = decodePageToken(optionalString(input, 'NextToken'));
        const { items, more } = page(topics.list(after, PAGE_SIZE + 1), (arn) => arn);
        return { Topics: items.map((arn) => ({ TopicArn: arn })), ...more };
      },
    },
    TagResource: {
      permissions: (input) => [topicPermission(sns, 'sns:TagResource', requiredString(input, 'ResourceArn'))],
      run(input) {
        const topic = taggedTopic(sns, input);
        const tags = { ...topic.tags, ...parseTags(input) };
        if (Object.keys(tags).length > 50) {
          throw new AwsError('TagLimitExceeded', 'Could not complete request: tag quota of per resource exceeded');
        }
        topics.setTags(topic.arn, tags);
        return {};
      },
    },
    UntagResource: {
      permissions: (input) => [topicPermission(sns, 'sns:UntagResource', requiredString(input, 'ResourceArn'))],
      run(input) {
        const topic = taggedTopic(sns, input);
        const removed = stringList(input, 'TagKeys');
        topics.setTags(
          topic.arn,
          Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !removed.includes(key))),
        );
        return {};
      },
    },
    ListTagsForResource: {
      permissions: (input) => [topicPermission(sns, 'sns:ListTagsForResource', requiredString(input, 'ResourceArn'))],
      run: (input) => ({
        Tags: Object.entries(taggedTopic(sns, input).tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    },
  };
}

function taggedTopic(sns: SnsState, input: JsonObject): Topic {
  const topic = sns.topics.find(requiredString(input, 'ResourceArn'));
  if (topic === undefined) throw new AwsError('ResourceNotFound', 'Resource does not exist', { status: 404 });
  return topic;
}

/** Reads `Tags` of CreateTopic, TagResource or a template. */
export function parseTags(input: JsonObject): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const tag of objectList(input, 'Tags')) {
    const key = requiredString(tag, 'Key');
    if (key.length > 128 || key.startsWith('aws:')) throw invalidParameter('Tags Reason: invalid key');
    tags[key] = optionalString(tag, 'Value') ?? '';
  }
  return tags;
}

function describeTopic(sns: SnsState, topic: Topic): Readonly<Record<string, string>> {
  const { confirmed, pending } = sns.subscriptions.counts(topic.arn);
  return {
    TopicArn: topic.arn,
    Owner: sns.platform.accountId,
    DisplayName: '',
    Policy: JSON.stringify(defaultPolicy(topic.arn)),
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
    EffectiveDeliveryPolicy:
      '{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false}}',
    ...(topic.fifo ? { FifoTopic: 'true', ContentBasedDeduplication: 'false', FifoThroughputScope: 'Topic' } : {}),
    ...topic.attributes,
  };
}
