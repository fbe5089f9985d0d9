// Runs in APPSYNC_JS too.
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { findRepeated } from '../findRepeated.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { LONGEST_ID, validateId } from '../validateId.ts';
import { isMembers } from './isMembers.ts';
import { messageLimits } from './messageLimits.ts';
import { isReservedName } from './reserved.ts';
import { validateToken } from './validateToken.ts';

export interface MessageAudience {
  readonly userIds?: readonly string[] | null;
  readonly deviceIds?: readonly string[] | null;
  readonly platform?: PushPlatform | null;
  readonly topic?: TopicAudience | null;
}

export interface TopicAudience {
  readonly topicId: string;
  readonly groupId?: string | null;
  readonly deduplicationId?: string | null;
  /** What filter policies look at. */
  readonly attributes?: Readonly<Record<string, unknown>> | null;
}

/** Returns what is wrong with an audience first, or null. */
export function validateAudience(audience: MessageAudience): Refusal | null {
  const given = [audience.userIds, audience.deviceIds, audience.platform, audience.topic].filter(
    (member) => member !== null && member !== undefined,
  );
  if (given.length !== 1) {
    return invalidInput(
      'input.audience',
      `${given.length} members`,
      'exactly one of userIds, deviceIds, platform, topic',
    );
  }
  return (
    validateIds('input.audience.userIds', audience.userIds, messageLimits.userIds) ??
    validateIds('input.audience.deviceIds', audience.deviceIds, messageLimits.deviceIds) ??
    (audience.topic ? validateTopicAudience(audience.topic) : null)
  );
}

/** Amazon SNS API Reference, "Publish"; attributes beyond ten do not reach every kind of subscriber. */
function validateTopicAudience({ topicId, groupId, deduplicationId, attributes }: TopicAudience): Refusal | null {
  return (
    validateId('input.audience.topic.topicId', topicId, LONGEST_ID) ??
    validateToken('input.audience.topic.groupId', groupId) ??
    validateToken('input.audience.topic.deduplicationId', deduplicationId) ??
    validateAttributes('input.audience.topic.attributes', attributes)
  );
}

function validateAttributes(field: string, attributes: unknown): Refusal | null {
  if (attributes === null || attributes === undefined) return null;
  if (!isMembers(attributes)) {
    return invalidInput(field, 'not a JSON object', 'a JSON object of strings and numbers');
  }
  const entries = Object.entries(attributes);
  if (entries.length > 10) return invalidInput(field, `${entries.length} entries`, 'at most 10 entries');
  const malformed = entries.find(([name, value]) => !isAttributeName(name) || !isAttributeValue(value));
  if (!malformed) return null;
  const limit =
    'names of 1–256 of A–Z a–z 0–9 _ - . that are not reserved, with strings of 1–256 characters that are no control characters, or numbers from -10^15 to 10^15';
  return invalidInput(field, `with the entry “${malformed[0].slice(0, 64)}”`, limit);
}

const NAME_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.';

/** SNS takes the characters of SQS (Amazon SQS API Reference, "SendMessage"), and no numbers such as 1e+200. */
function isAttributeValue(value: unknown): boolean {
  if (typeof value === 'number') return Math.max(value, -value) <= 1e15;
  if (typeof value !== 'string' || value.length === 0 || value.length > 256) return false;
  return value.split('').every((character) => character >= ' ' && character !== '\ufffe' && character !== '\uffff');
}

function isAttributeName(name: string): boolean {
  const lower = name.toLowerCase();
  const hasLength = name.length > 0 && name.length <= 256;
  const isReserved = isReservedName(name) || lower.startsWith('aws.') || lower.startsWith('amazon.');
  const hasStrayDot = name.startsWith('.') || name.endsWith('.') || name.indexOf('..') >= 0;
  if (!hasLength || isReserved || hasStrayDot) return false;
  return name.split('').every((character) => NAME_CHARACTERS.indexOf(character) >= 0);
}

function validateIds(field: string, ids: readonly string[] | null | undefined, limit: number): Refusal | null {
  if (ids === null || ids === undefined) return null;
  const allowed = `1–${limit} distinct ids of 1–128 characters`;
  if (ids.length === 0 || ids.length > limit) return invalidInput(field, `${ids.length} ids`, allowed);
  if (ids.some((id) => id.length === 0 || id.length > 128)) return invalidInput(field, 'with a malformed id', allowed);
  const twice = findRepeated(ids);
  return twice === undefined ? null : invalidInput(field, `with ${twice} twice`, allowed);
}
