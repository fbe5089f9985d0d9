import type { Context } from '@aws-appsync/utils';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import type { CancelMessagePayload, MutationCancelMessageArgs } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';

export function request(ctx: Context<MutationCancelMessageArgs>): Record<string, never> {
  refuseId('input.messageId', ctx.args.input.messageId);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context): CancelMessagePayload {
  const { message, cancelledDeliveries } = ctx.prev.result as { message: MessageRow; cancelledDeliveries: number };
  return { message: messageOf(message), cancelledDeliveries };
}
