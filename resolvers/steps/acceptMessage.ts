import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { type RecipientRow, validateRecipients, withRecipients } from '../../functions/rules/publishing/recipients.ts';
import { rowsToAccept } from '../../functions/rules/publishing/rowsToAccept.ts';
import type { MutationPublishArgs } from '../../schema/generated/types.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { envOf } from '../shared/envOf.ts';
import { recordOf, replayFirst } from '../shared/idempotency.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseUnknownTopic } from '../shared/refuseUnknownTopic.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { put, transaction } from '../shared/transaction.ts';

/** Writes the message, its queued messages and the idempotency record, and spends the grant: all or nothing. */
export function request(ctx: Context<MutationPublishArgs>): DynamoDBTransactWriteItemsRequest {
  // `guard` found that this was done before: `readReplayedMessage` answers.
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  refuseUnknownTopic(ctx);
  const message = withRecipients(stashed(ctx, 'message'), rowsAlsoRead<RecipientRow>(ctx, envOf(ctx).DEVICES_TABLE));
  refuse(validateRecipients(message));
  stashOf(ctx).message = message;
  const rows = rowsToAccept(message, recordOf(ctx, message.id));
  return transaction(ctx, [
    ...rows.map((row) => put({ table: envOf(ctx).MESSAGES_TABLE, ...row })),
    ...spendGrant(ctx),
  ]);
}

export function response(ctx: Context): { message: MessageRow; replayed: boolean } | null {
  if (!ctx.error) return { message: stashed(ctx, 'message'), replayed: false };
  if (replayFirst(ctx)) return null;
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx, 'The message was not accepted; nothing was sent. Try again with the same idempotency key.');
  return null;
}
