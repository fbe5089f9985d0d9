import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import { redeliverableReasons } from '../../functions/rules/delivery/redeliverableReasons.ts';
import { validateRedelivery } from '../../functions/rules/delivery/validateRedelivery.ts';
import { ifAbsent } from '../../functions/rules/Expression.ts';
import { redeliveryId, redeliveryKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import type { MutationRedeliverArgs } from '../../schema/generated/types.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { callerOf, isAdmin } from '../shared/callerOf.ts';
import { envOf } from '../shared/envOf.ts';
import { putRecord, replayFirst } from '../shared/idempotency.ts';
import { messageTransaction } from '../shared/messageTransaction.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { put } from '../shared/transaction.ts';

/**
 * Writes the redelivery and the idempotency record, and spends the grant: all or nothing. An admin's, of a message of
 * another publisher, is in the audit log. The table's stream brings the redelivery to `dispatch`. A message that is
 * cancelled or expires from now on stops it.
 */
export function request(ctx: Context<MutationRedeliverArgs>): DynamoDBTransactWriteItemsRequest {
  // `guard` found that this was done before: `readReplayedRedelivery` answers.
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  const { reasons } = ctx.args.input;
  const message = messageAsRead(ctx);
  const now = util.time.nowISO8601();
  refuse(validateRedelivery(message, now));
  const redelivery: RedeliveryRow = {
    id: redeliveryId(message.id, util.autoUlid()),
    messageId: message.id,
    publisherId: message.publisherId,
    reasons: redeliverableReasons(reasons),
    status: 'RUNNING',
    reopened: 0,
    revision: 0,
    createdAt: now,
    ttl: message.ttl,
  };
  stashOf(ctx).redelivery = redelivery;
  const key = redeliveryKey(redelivery.id);
  const parts = [
    putRecord(ctx, redelivery.id),
    put({ name: 'redelivery', table: envOf(ctx).MESSAGES_TABLE, key, row: redelivery, condition: ifAbsent }),
  ];
  return messageTransaction(ctx, message, { redelivery: redelivery.id, reasons: redelivery.reasons }, parts);
}

export function response(ctx: Context): RedeliveryRow | null {
  if (!ctx.error) return stashed(ctx, 'redelivery');
  if (replayFirst(ctx)) return null;
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx, 'Nothing was sent again. Try again with the same idempotency key.');
  return null;
}

/** Returns the message, as `guard` read it. Ends with `NotFound` for another's. */
function messageAsRead(ctx: Context<MutationRedeliverArgs>): MessageRow {
  const { messageId } = ctx.args.input;
  const caller = callerOf(ctx.identity);
  const rows = rowsAlsoRead<MessageRow>(ctx, envOf(ctx).MESSAGES_TABLE);
  const message = rows.find(({ id }) => id === messageId);
  if (!message || !(message.publisherId === caller.id || isAdmin(caller))) {
    return refuse(notFound('message', 'input.messageId')) as never;
  }
  return message;
}
