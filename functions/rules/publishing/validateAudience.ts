// Runs in APPSYNC_JS too.
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { type Problem, problem } from '../Problem.ts';
import { messageLimits } from './messageLimits.ts';
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

/** The first thing wrong with an audience, or null. */
export function validateAudience(audience: MessageAudience): Problem | null {
  const given = [audience.userIds, audience.deviceIds, audience.platform, audience.topic].filter(
    (member) => member !== null && member !== undefined,
  );
  if (given.length !== 1) {
    return problem('input.audience', `${given.length} members`, 'exactly one of userIds, deviceIds, platform, topic');
  }
  return (
    badIds('input.audience.userIds', audience.userIds, messageLimits.userIds) ??
    badIds('input.audience.deviceIds', audience.deviceIds, messageLimits.deviceIds) ??
    (audience.topic ? badTopic(audience.topic) : null)
  );
}

/** Amazon SNS API Reference, "Publish"; attributes beyond ten do not reach every kind of subscriber. */
function badTopic({ groupId, deduplicationId, attributes }: TopicAudience): Problem | null {
  return (
    validateToken('input.audience.topic.groupId', groupId) ??
    validateToken('input.audience.topic.deduplicationId', deduplicationId) ??
    badAttributes('input.audience.topic.attributes', attributes)
  );
}

function badAttributes(field: string, attributes: unknown): Problem | null {
  if (attributes === null || attributes === undefined) return null;
  if (typeof attributes !== 'object' || JSON.stringify(attributes).startsWith('[')) {
    return problem(field, 'not a JSON object', 'a JSON object of strings and numbers');
  }
  const entries = Object.entries(attributes);
  if (entries.length > 10) return problem(field, `${entries.length} entries`, 'at most 10 entries');
  const malformed = entries.find(
    ([name, value]) =>
      !isAttributeName(name) || !(typeof value === 'number' || (typeof value === 'string' && value.length > 0)),
  );
  if (!malformed) return null;
  const limit =
    'names of 1–256 of A–Z a–z 0–9 _ - . that AWS does not reserve, with strings that are not empty or numbers';
  return problem(field, `with the entry “${malformed[0].slice(0, 64)}”`, limit);
}

const nameCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.';

function isAttributeName(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    name.length > 0 &&
    name.length <= 256 &&
    !lower.startsWith('aws.') &&
    !lower.startsWith('amazon.') &&
    !name.startsWith('.') &&
    !name.endsWith('.') &&
    name.split('').every((character) => nameCharacters.indexOf(character) >= 0)
  );
}

function badIds(field: string, ids: readonly string[] | null | undefined, limit: number): Problem | null {
  if (ids === null || ids === undefined) return null;
  const allowed = `1–${limit} distinct ids of 1–128 characters`;
  if (ids.length === 0 || ids.length > limit) return problem(field, `${ids.length} ids`, allowed);
  if (ids.some((id) => id.length === 0 || id.length > 128)) return problem(field, 'with a malformed id', allowed);
  const seen: Record<string, boolean> = {};
  const twice = ids.find((id) => {
    const known = seen[id] === true;
    seen[id] = true;
    return known;
  });
  return twice === undefined ? null : problem(field, `with ${twice} twice`, allowed);
}
