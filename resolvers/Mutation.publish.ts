import { type Context, util } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import { isOrdered, positionOf } from '../functions/rules/ordering/orderGroups.ts';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import { readAudience, readContent, readOptions } from '../functions/rules/publishing/readContent.ts';
import { recipientKeys } from '../functions/rules/publishing/recipients.ts';
import { messageTooLarge } from '../functions/rules/publishing/renderedPayloads.ts';
import { scheduleOf, validateSchedule } from '../functions/rules/publishing/scheduleOf.ts';
import { validateAudience } from '../functions/rules/publishing/validateAudience.ts';
import { validateContent } from '../functions/rules/publishing/validateContent.ts';
import { validateGroup } from '../functions/rules/publishing/validateGroup.ts';
import type { MutationPublishArgs, PublishPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { epochMilliseconds, messageOf } from './shared/messageOf.ts';
import { oversizedPayload } from './shared/platformPayloads.ts';
import { refuse } from './shared/refuse.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { refuseOptions } from './shared/refuseOptions.ts';
import { refuseProblem } from './shared/refuseProblem.ts';
import { stashOf } from './shared/stash.ts';

/** Checks everything that can be checked without a read, and makes the message that `acceptMessage` will write. */
export function request(ctx: Context<MutationPublishArgs>): Record<string, never> {
  const { input } = ctx.args;
  const caller = callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuseIdempotencyKey(input.idempotencyKey);
  const audience = readAudience(input.audience);
  refuseProblem(validateAudience(audience));
  refuseProblem(validateContent(content, options.pushType === 'BACKGROUND'));
  refuseOptions(options);
  refuseProblem(validateGroup(options, audience));
  const ordered = isOrdered({ audience, options });
  const oversized = oversizedPayload(content, options, ordered);
  if (oversized) refuse(messageTooLarge(oversized.platform, oversized.limit, oversized.size));
  const now = util.time.nowEpochMilliSeconds();
  const asked = input.scheduledAt ? epochMilliseconds(input.scheduledAt) : null;
  refuseProblem(validateSchedule(now, asked));
  const { scheduledAt, expiresAt, ttl } = scheduleOf(now, asked, options.timeToLive);
  const id = util.autoUlid();
  const message: MessageRow = {
    id,
    publisherId: caller.id,
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
  stashOf(ctx).message = message;
  stashOf(ctx).arguments = canonicalArguments(input);
  alsoRead(
    ctx,
    audience.topic
      ? { [`${ctx.env.TOPICS_TABLE}`]: [topicKey(audience.topic.topicId)] }
      : { [`${ctx.env.DEVICES_TABLE}`]: recipientKeys(audience) },
  );
  lookForReplay(ctx);
  return {};
}

export function response(ctx: Context): PublishPayload {
  const { message, replayed } = ctx.prev.result as { message: MessageRow; replayed: boolean };
  return {
    message: messageOf(message) as PublishPayload['message'],
    unreachable: [...(message.unreachable ?? [])],
    replayed,
  };
}
