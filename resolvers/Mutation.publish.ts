import type { Context } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import { readMessage } from '../functions/rules/publishing/readMessage.ts';
import { recipientKeys } from '../functions/rules/publishing/recipients.ts';
import { validateShape } from '../functions/rules/validateShape.ts';
import type { MutationPublishArgs, PublishPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalMessage } from './shared/canonicalMessage.ts';
import { envOf } from './shared/envOf.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuse } from './shared/refuse.ts';
import { stashOf } from './shared/stash.ts';

/** Reads what the caller gave, for `judgeMessage`, and asks `guard` to read what the other steps need. */
export function request(ctx: Context<MutationPublishArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  const given = readMessage(input);
  refuse(validateShape('input', given));
  stashOf(ctx).arguments = canonicalMessage(input.idempotencyKey, given);
  stashOf(ctx).given = given;
  const { audience } = given;
  alsoRead(
    ctx,
    audience.topic
      ? { [envOf(ctx).TOPICS_TABLE]: [topicKey(audience.topic.topicId)] }
      : { [envOf(ctx).DEVICES_TABLE]: recipientKeys(audience) },
  );
  lookForReplay(ctx);
  return {};
}

export function response(ctx: Context): PublishPayload {
  const { message, replayed } = ctx.prev.result as { message: MessageRow; replayed: boolean };
  return {
    message: messageOf(message),
    unreachable: [...(message.unreachable ?? [])],
    replayed,
  };
}
