// Runs in APPSYNC_JS too.
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { messageLimits } from './messageLimits.ts';
import { type Problem, problem } from './Problem.ts';

export interface MessageAudience {
  readonly userIds?: readonly string[] | null;
  readonly deviceIds?: readonly string[] | null;
  readonly platform?: PushPlatform | null;
}

/** The first thing wrong with an audience, or null. */
export function validateAudience(audience: MessageAudience): Problem | null {
  const given = [audience.userIds, audience.deviceIds, audience.platform].filter(
    (member) => member !== null && member !== undefined,
  );
  if (given.length !== 1) {
    return problem('input.audience', `${given.length} members`, 'exactly one of userIds, deviceIds, platform');
  }
  return (
    badIds('input.audience.userIds', audience.userIds, messageLimits.userIds) ??
    badIds('input.audience.deviceIds', audience.deviceIds, messageLimits.deviceIds)
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
