import type { Context } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import { readAudience, readContent, readOptions } from '../functions/rules/publishing/readContent.ts';
import { recipientKeys } from '../functions/rules/publishing/recipients.ts';
import { validateAudience } from '../functions/rules/publishing/validateAudience.ts';
import { validateContent } from '../functions/rules/publishing/validateContent.ts';
import { validateGroup } from '../functions/rules/publishing/validateGroup.ts';
import type { MutationPublishArgs, PublishPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuse } from './shared/refuse.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { refuseOptions } from './shared/refuseOptions.ts';
import { stashOf } from './shared/stash.ts';

/** Checks what the caller gave, member by member, and asks `guard` to read what the other steps need. */
export function request(ctx: Context<MutationPublishArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const content = readContent(input.content);
  const options = readOptions(input.options);
  refuseIdempotencyKey(input.idempotencyKey);
  const audience = readAudience(input.audience);
  refuse(validateAudience(audience));
  refuse(validateContent(content, options.pushType === 'BACKGROUND'));
  refuseOptions(options);
  refuse(validateGroup(options, audience));
  stashOf(ctx).given = { content, options, audience };
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
