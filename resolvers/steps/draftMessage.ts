import { type Context, util } from '@aws-appsync/utils';
import { isOrdered, positionOf } from '../../functions/rules/ordering/messageGroups.ts';
import { messageTooLarge } from '../../functions/rules/publishing/renderedPayloads.ts';
import { scheduleOf, validateSchedule } from '../../functions/rules/publishing/scheduleOf.ts';
import type { MutationPublishArgs } from '../../schema/generated/types.ts';
import { callerOf } from '../shared/callerOf.ts';
import { epochMilliseconds } from '../shared/messageOf.ts';
import { oversizedPayload } from '../shared/platformPayloads.ts';
import { refuse } from '../shared/refuse.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Makes the message that `acceptMessage` will write. Refuses one that is too large for a platform or too far ahead. */
export function request(ctx: Context<MutationPublishArgs>): { payload: null } {
  const { input } = ctx.args;
  const { content, options, audience } = stashed(ctx, 'given');
  const ordered = isOrdered({ audience, options });
  const oversized = oversizedPayload(content, options, ordered);
  if (oversized) refuse(messageTooLarge(oversized.platform, oversized.limit, oversized.size));
  const now = util.time.nowEpochMilliSeconds();
  const asked = input.scheduledAt ? epochMilliseconds(input.scheduledAt) : null;
  refuse(validateSchedule(now, asked));
  const { scheduledAt, expiresAt, ttl } = scheduleOf(now, asked, options.timeToLive);
  const id = util.autoUlid();
  stashOf(ctx).message = {
    id,
    publisherId: callerOf(ctx.identity).id,
    status: scheduledAt === null ? 'ACCEPTED' : 'SCHEDULED',
    content,
    options,
    audience,
    reporting: input.reporting ?? 'AUTOMATIC',
    createdAt: util.time.epochMilliSecondsToISO8601(now),
    expiresAt: util.time.epochMilliSecondsToISO8601(expiresAt),
    ttl,
    ...(ordered ? { sequence: positionOf(scheduledAt ?? now, id) } : {}),
    ...(scheduledAt === null ? {} : { scheduledAt: util.time.epochMilliSecondsToISO8601(scheduledAt) }),
  };
  return { payload: null };
}

export function response(): null {
  return null;
}
