import type { Context } from '@aws-appsync/utils';
import type { RedeliveryRow } from '../functions/rules/delivery/RedeliveryRow.ts';
import { redeliverableReasons, validateReasons } from '../functions/rules/delivery/redeliverableReasons.ts';
import { messageKey } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import type { MutationRedeliverArgs, RedeliverPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { isUlid } from './shared/ids.ts';
import { redeliveryOf } from './shared/redeliveryOf.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { stashOf } from './shared/stash.ts';

/** Asks `guard` to read the message. `acceptRedelivery` judges it. */
export function request(ctx: Context<MutationRedeliverArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  refuseId('input.messageId', input.messageId);
  refuseIdempotencyKey(input.idempotencyKey);
  refuse(validateReasons(input.reasons));
  if (!isUlid(input.messageId)) refuse(notFound('message', 'input.messageId'));
  stashOf(ctx).arguments = canonicalArguments({ ...input, reasons: redeliverableReasons(input.reasons) });
  alsoRead(ctx, { [envOf(ctx).MESSAGES_TABLE]: [messageKey(input.messageId)] });
  lookForReplay(ctx);
  return {};
}

export function response(ctx: Context): RedeliverPayload {
  const redelivery = redeliveryOf(ctx.prev.result as RedeliveryRow);
  return { redelivery, replayed: !!stashOf(ctx).madeId };
}
