import type { Context } from '@aws-appsync/utils';
import { messageKey } from '../functions/rules/keys.ts';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import type { CancelMessagePayload, MutationCancelMessageArgs } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf, isAdmin } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';

/** `guard` tells an admin whose the message is. */
export function request(ctx: Context<MutationCancelMessageArgs>): Record<string, never> {
  const { messageId } = ctx.args.input;
  refuseId('input.messageId', messageId);
  if (isAdmin(callerOf(ctx.identity)) && isUlid(messageId)) {
    alsoRead(ctx, { [envOf(ctx).MESSAGES_TABLE]: [messageKey(messageId)] });
  }
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context): CancelMessagePayload {
  const { message, cancelledDeliveries } = ctx.prev.result as { message: MessageRow; cancelledDeliveries: number };
  return { message: messageOf(message), cancelledDeliveries };
}
