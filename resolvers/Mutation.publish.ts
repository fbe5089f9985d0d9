import { type Context, util } from '@aws-appsync/utils';
import { topicKey } from '../functions/domain/keys.ts';
import type { MessageRow } from '../functions/domain/message/MessageRow.ts';
import { messageLimits } from '../functions/domain/message/messageLimits.ts';
import { problem } from '../functions/domain/message/Problem.ts';
import { validateAudience } from '../functions/domain/message/validateAudience.ts';
import { validateContent } from '../functions/domain/message/validateContent.ts';
import type { MutationPublishArgs, PublishPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { epochMilliseconds, messageOf } from './shared/messageOf.ts';
import { oversizedPayload } from './shared/platformPayloads.ts';
import { readAudience, readContent, readOptions } from './shared/readContent.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { refuseOptions } from './shared/refuseOptions.ts';
import { refuseProblem } from './shared/refuseProblem.ts';
import { recipientKeys } from './shared/unknownRecipients.ts';

/** Rows outlive what they describe by this, for those who look back. */
const RETENTION_SECONDS = 90 * 86_400;

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
  const oversized = oversizedPayload(content, options);
  if (oversized) {
    const { platform, limit, size } = oversized;
    util.error(
      `The message is ${size} bytes for ${platform}, which takes at most ${limit}; previewPublish shows it.`,
      'MessageTooLarge',
      null,
      { field: 'input.content', platform, limit, size },
    );
  }
  const now = util.time.nowEpochMilliSeconds();
  const scheduled = input.scheduledAt ? epochMilliseconds(input.scheduledAt) : now;
  if (scheduled > now + messageLimits.scheduleAheadSeconds * 1000) {
    refuseProblem(problem('input.scheduledAt', 'more than a year ahead', 'at most a year ahead'));
  }
  const later = scheduled > now;
  const expiresAt = (later ? scheduled : now) + options.timeToLive * 1000;
  const message: MessageRow = {
    id: util.autoUlid(),
    publisherId: caller.id,
    status: later ? 'SCHEDULED' : 'ACCEPTED',
    content,
    options,
    audience,
    reporting: input.reporting ?? 'AUTOMATIC',
    createdAt: util.time.epochMilliSecondsToISO8601(now),
    expiresAt: util.time.epochMilliSecondsToISO8601(expiresAt),
    ttl: util.time.epochMilliSecondsToSeconds(expiresAt) + RETENTION_SECONDS,
    ...(later ? { scheduledAt: util.time.epochMilliSecondsToISO8601(scheduled) } : {}),
  };
  ctx.stash.message = message;
  ctx.stash.arguments = canonicalArguments(input);
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
