// Runs in APPSYNC_JS too: only what that language has.
import type { TopicSubscriptionStatus } from '../../schema/generated/types.ts';

/** The primary key of every table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export function messageKey(messageId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: 'MESSAGE' };
}

export function checkpointKey(messageId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: 'CHECKPOINT' };
}

/** How far the fan-out of one shard of a platform's devices has come. */
export function shardCheckpointKey(messageId: string, shard: number): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `CHECKPOINT#${shard}` };
}

// Group queues: each is a partition of the Messages table, with rows in the order of their positions. A group's id and
// a publisher's have no space and a topic's has a fixed length, so no two queues share a partition.

/** The messages of a FIFO topic's message group that SNS does not have yet. */
export function topicQueue(topicId: string, groupId: string): string {
  return `QUEUE#TOPIC#${topicId}#${groupId}`;
}

/** The messages of a FIFO topic's message group that SNS has delivered and that followers do not have yet. */
export function fanOutQueue(topicId: string, groupId: string): string {
  return `QUEUE#FANOUT#${topicId}#${groupId}`;
}

/** The messages of a FIFO topic's message group to one follower. */
export function followerQueue(topicId: string, groupId: string, userId: string): string {
  return `QUEUE#FOLLOWER#${topicId}#${groupId} ${userId}`;
}

/** The messages of a publisher's message group to one user. Other publishers' groups of that name are others. */
export function userQueue(publisherId: string, groupId: string, userId: string): string {
  return `QUEUE#USER#${publisherId} ${groupId} ${userId}`;
}

export function isTopicQueue(groupQueue: string): boolean {
  return groupQueue.startsWith('QUEUE#TOPIC#');
}

export function isFanOutQueue(groupQueue: string): boolean {
  return groupQueue.startsWith('QUEUE#FANOUT#');
}

/** A publisher's deduplication id, while it counts. No publisher meets another's. */
export function deduplicationKey({ topicId, groupId, publisherId, deduplicationId }: DeduplicationId): Key {
  return { pk: `DEDUPLICATION#${topicId}#${groupId} ${publisherId} ${deduplicationId}`, sk: 'DEDUPLICATION' };
}

export interface DeduplicationId {
  readonly topicId: string;
  readonly groupId: string;
  readonly publisherId: string;
  readonly deduplicationId: string;
}

/** `caller` is the Cognito `sub` or the role's ARN, so no two callers share a record. */
export function idempotencyKey(operation: string, caller: string, key: string): Key {
  return { pk: `IDEMPOTENCY#${operation}#${caller}#${key}`, sk: 'IDEMPOTENCY' };
}

/** A redelivery's id leads to its row. */
export function redeliveryKey(id: string): Key {
  const { messageId, deviceId: ulid } = parseDeliveryId(id) ?? { messageId: '', deviceId: '' };
  return { pk: `MESSAGE#${messageId}`, sk: `REDELIVERY#${ulid}` };
}

/** `ulid` tells the redeliveries of a message apart. */
export function redeliveryId(messageId: string, ulid: string): string {
  return `${messageId}.${ulid}`;
}

export function deliveryKey(messageId: string, deviceId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `DELIVERY#${deviceId}` };
}

/** Returns the ids in a delivery's key, or null for a key of another kind of row. */
export function parseDeliveryKey({ pk, sk }: Key): { readonly messageId: string; readonly deviceId: string } | null {
  if (!pk.startsWith('MESSAGE#') || !sk.startsWith('DELIVERY#')) return null;
  return { messageId: pk.slice('MESSAGE#'.length), deviceId: sk.slice('DELIVERY#'.length) };
}

/** The push of an earlier attempt: its late answer changes nothing. */
export function earlierPushKey(messageId: string, snsMessageId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `EARLIER#${snsMessageId}` };
}

export function isEarlierPushKey({ sk }: Key): boolean {
  return sk.startsWith('EARLIER#');
}

/**
 * A publication of the message to a topic. It leads from the id that SNS gave it to the message.
 * A message that SNS took twice has two.
 */
export function publicationKey(messageId: string, snsMessageId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `PUBLICATION#${snsMessageId}` };
}

/** Returns the message's id in a publication's key, or null for a key of another kind of row. */
export function parsePublicationKey({ pk, sk }: Key): string | null {
  return pk.startsWith('MESSAGE#') && sk.startsWith('PUBLICATION#') ? pk.slice('MESSAGE#'.length) : null;
}

/** What one batch of SNS's logs says of a message to a topic. `id` tells the batches apart. */
export function answersKey(messageId: string, id: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `${ANSWERS_PREFIX}${id}` };
}

export const ANSWERS_PREFIX = 'ANSWERS#';

/** A mark in the stream of the message's deliveries. */
export function markKey(messageId: string, id: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: `${MARK_PREFIX}${id}` };
}

export const MARK_PREFIX = 'MARK#';

export function counterKey(messageId: string): Key {
  return { pk: `MESSAGE#${messageId}`, sk: 'COUNTER' };
}

/** Twelve digits make string order number order. */
export function eventKey(messageId: string, sequence: number): Key {
  const digits = `000000000000${sequence}`;
  return { pk: `MESSAGE#${messageId}`, sk: `EVENT#${digits.slice(digits.length - 12)}` };
}

// A live feed that somebody has open, or had open within the last day: of a user, of a message, of a publisher.

export function userFeed(userId: string): Key {
  return feedKey(`USER#${userId}`);
}

export function messageFeed(messageId: string): Key {
  return feedKey(`MESSAGE#${messageId}`);
}

/** Of all messages of a publisher. */
export function publisherFeed(publisherId: string): Key {
  return feedKey(`PUBLISHER#${publisherId}`);
}

export const FEED_PREFIX = 'FEED#';

function feedKey(feed: string): Key {
  return { pk: `${FEED_PREFIX}${feed}`, sk: 'FEED' };
}

export function deviceKey(userId: string, deviceId: string): Key {
  return { pk: `USER#${userId}`, sk: `DEVICE#${deviceId}` };
}

export function ownerKey(deviceId: string): Key {
  return { pk: `DEVICE#${deviceId}`, sk: 'OWNER' };
}

/** `tokenHash` is the token's SHA-256 in hexadecimal, since a token may be longer than a key. */
export function addressKey(platform: string, tokenHash: string): Key {
  return { pk: `ADDRESS#${platform}#${tokenHash}`, sk: 'ADDRESS' };
}

/** Beside the address, while an endpoint is created for it. */
export function intentKey(platform: string, tokenHash: string): Key {
  return { pk: `ADDRESS#${platform}#${tokenHash}`, sk: 'INTENT' };
}

/** Exists once a user has registered a device. */
export function userKey(userId: string): Key {
  return { pk: `USER#${userId}`, sk: 'USER' };
}

/** While the user gets a new device, so that others wait before they call SNS. */
export function turnKey(userId: string): Key {
  return { pk: `USER#${userId}`, sk: 'TURN' };
}

/** All topics are in one partition, so that they are listed in order without a scan. */
export function topicKey(topicId: string): Key {
  return { pk: 'TOPIC', sk: `TOPIC#${topicId}` };
}

/** In the partition of the user's devices, so that one stream brings both in order. */
export function topicSubscriptionKey(userId: string, topicId: string): Key {
  return { pk: `USER#${userId}`, sk: `TOPIC#${topicId}` };
}

/** The subscriptions to a topic by their status: a partition for each, so that they are listed without a scan. */
export function followerKey(topicId: string, status: TopicSubscriptionStatus, userId: string): Key {
  return { pk: `FOLLOWERS#${topicId}#${status}`, sk: `USER#${userId}` };
}

/** Counts a user's requests for topic subscriptions that wait. */
export function topicRequestsKey(userId: string): Key {
  return { pk: `USER#${userId}`, sk: 'REQUESTS' };
}

export function endpointSubscriptionKey(endpointArn: string, topicId: string): Key {
  return { pk: `ENDPOINT#${endpointArn}`, sk: `TOPIC#${topicId}` };
}

/** SNS takes an endpoint as a topic's subscriber once, so the endpoint is the key. */
export function topicSubscriberKey(topicId: string, protocol: string, endpoint: string): Key {
  return { pk: `SUBSCRIBERS#${topicId}`, sk: `SUBSCRIBER#${protocol}#${endpoint}` };
}

/** The prefix of the sort keys of a topic's subscribers. */
export function topicSubscriberPrefix(topicId: string): Key {
  return { pk: `SUBSCRIBERS#${topicId}`, sk: 'SUBSCRIBER#' };
}

/** All settings are in one partition, so that they are listed in order without a scan. */
export function stepUpSettingKey(operation: string): Key {
  return { pk: 'SETTING', sk: `OPERATION#${operation}` };
}

/** A step-up group, in the partition of the settings. The row of each of its operations has its rule too. */
export function stepUpGroupKey(group: string): Key {
  return { pk: 'SETTING', sk: `GROUP#${group}` };
}

/** An access token's `jti`, and the user whom it is said to be of. A service may name the wrong one. */
export interface StepUpToken {
  readonly tokenId: string;
  /** Cognito `sub`. */
  readonly userId: string;
}

/** An operation, and the role of the service that asks about it. Absent for an operation of this API. */
export interface AskedOperation {
  readonly operation: string;
  readonly service?: string | undefined;
}

/** The user is in the key, so that a service that names the wrong one touches no row of the right one. */
function tokenPartition({ tokenId, userId }: StepUpToken): string {
  return `TOKEN#${tokenId} ${userId}`;
}

export function stepUpGrantKey(token: StepUpToken, { operation, service }: AskedOperation): Key {
  const asked = service ? `${operation} ${service}` : operation;
  return { pk: tokenPartition(token), sk: `OPERATION#${asked}` };
}

export function stepUpSessionKey(token: StepUpToken): Key {
  return { pk: tokenPartition(token), sk: 'SESSION' };
}

export function stepUpFactorsKey(userId: string): Key {
  return { pk: `USER#${userId}`, sk: 'FACTORS' };
}

export function stepUpApprovalKey(challengeId: string): Key {
  return { pk: `CHALLENGE#${challengeId}`, sk: 'APPROVAL' };
}

/** A push that asked for an approval, by the id that SNS gave it. */
export function stepUpPushKey(snsMessageId: string): Key {
  return { pk: `PUSH#${snsMessageId}`, sk: 'PUSH' };
}

/** One partition a day (UTC), in the order of time. `at` is ISO 8601. */
export function stepUpAuditKey(at: string, id: string): Key {
  return { pk: `DAY#${at.slice(0, 10)}`, sk: `${at}#${id}` };
}

/** All acts are in one partition, in the order of time: admins act seldom. `at` is ISO 8601. */
export function auditLogKey(at: string, id: string): Key {
  return { pk: 'ACT', sk: `${at}#${id}` };
}

/** The breakers of all platforms are in one partition, so that one query reads them. */
export function platformKey(platform: string): Key {
  return { pk: 'PLATFORM', sk: platform };
}

/** What happened to a platform's pushes. `minute` counts minutes since the epoch, in eight digits until 2160. */
export function platformMinuteKey(platform: string, minute: number): Key {
  return { pk: `MINUTES#${platform}`, sk: `${minute}` };
}

/** `attribute` is `phone_number` or `email`: where the code goes. */
export function stepUpCodeKey(userId: string, attribute: string): Key {
  return { pk: `USER#${userId}`, sk: `CODE#${attribute}` };
}

/** `hour` counts hours since the epoch. */
export function stepUpAnswersKey(userId: string, hour: number): Key {
  return { pk: `USER#${userId}`, sk: `ANSWERS#${hour}` };
}

/** A message's id is a ULID. */
const MESSAGE_ID_LENGTH = 26;
/** A message's id, a dot, and a device's id of 128 characters. */
export const LONGEST_DELIVERY_ID = MESSAGE_ID_LENGTH + 1 + 128;

export function deliveryId(messageId: string, deviceId: string): string {
  return `${messageId}.${deviceId}`;
}

/** Returns the ids in a delivery's id, or null for a text that cannot be one. */
export function parseDeliveryId(id: string): { readonly messageId: string; readonly deviceId: string } | null {
  if (id.length < MESSAGE_ID_LENGTH + 2 || id.charAt(MESSAGE_ID_LENGTH) !== '.') return null;
  return { messageId: id.slice(0, MESSAGE_ID_LENGTH), deviceId: id.slice(MESSAGE_ID_LENGTH + 1) };
}
