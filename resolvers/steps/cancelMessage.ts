import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { invalidInput, notFound } from '../../functions/rules/Refusal.ts';
import { statusIn } from '../../functions/rules/statusIn.ts';
import type { MessageStatus, MutationCancelMessageArgs } from '../../schema/generated/types.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { callerOf, isAdmin } from '../shared/callerOf.ts';
import { envOf } from '../shared/envOf.ts';
import { isUlid } from '../shared/ids.ts';
import { messageTransaction } from '../shared/messageTransaction.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { refusedPart, update } from '../shared/transaction.ts';

const cancellable: MessageStatus[] = ['SCHEDULED', 'ACCEPTED', 'SENDING', 'FAILED'];

/**
 * Marks the message as cancelled and spends the grant: both or neither. After that, senders start no more of it.
 * An admin's cancelling of a message of another publisher is in the audit log.
 */
export function request(ctx: Context<MutationCancelMessageArgs>): DynamoDBTransactWriteItemsRequest {
  const { messageId } = ctx.args.input;
  const caller = callerOf(ctx.identity);
  if (!isUlid(messageId)) refuseUnknown();
  const inTime = statusIn(cancellable);
  const own = {
    expression: `${inTime.expression} AND publisherId = :caller`,
    names: inTime.names,
    values: { ...inTime.values, ':caller': caller.id },
  };
  const cancelled = update({
    name: 'message',
    table: envOf(ctx).MESSAGES_TABLE,
    key: messageKey(messageId),
    change: { expression: 'SET #status = :cancelled', names: inTime.names, values: { ':cancelled': 'CANCELLED' } },
    condition: { ...(isAdmin(caller) ? inTime : own), returnsRow: true },
  });
  const message = rowsAlsoRead<MessageRow>(ctx, envOf(ctx).MESSAGES_TABLE).find(({ id }) => id === messageId);
  return messageTransaction(ctx, message ?? null, { status: 'CANCELLED' }, [cancelled]);
}

export function response(ctx: Context<MutationCancelMessageArgs>): null {
  if (!ctx.error) return null;
  refuseSpentGrant(ctx);
  const refused = refusedPart<MessageRow>(ctx, 'message');
  if (refused === null) refuseUnavailable(ctx);
  const message = refused?.item ?? null;
  const caller = callerOf(ctx.identity);
  const isOwn = message?.publisherId === caller.id;
  if (message === null || !(isOwn || isAdmin(caller))) refuseUnknown();
  // Cancelling again counts the same deliveries, and cancels what the first call left.
  if (message.status !== 'CANCELLED') {
    const limit = `one that is ${cancellable.join(', ')}`;
    refuse(invalidInput('input.messageId', `a message that is ${message.status}`, limit));
  }
  return null;
}

function refuseUnknown(): never {
  refuse(notFound('message', 'input.messageId'));
}
