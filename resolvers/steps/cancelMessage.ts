import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import { problem } from '../../functions/rules/Problem.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { MessageStatus, MutationCancelMessageArgs } from '../../schema/generated/types.ts';
import { callerOf, isAdmin } from '../shared/callerOf.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { isMessageId } from '../shared/ids.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseProblem } from '../shared/refuseProblem.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

const cancellable: MessageStatus[] = ['SCHEDULED', 'ACCEPTED', 'SENDING', 'FAILED'];

/** Marks the message as cancelled and spends the grant, together or not at all. From then on no sender takes on more of it. */
export function request(ctx: Context<MutationCancelMessageArgs>): DynamoDBTransactWriteItemsRequest {
  const caller = callerOf(ctx.identity);
  if (!isMessageId(ctx.args.input.messageId)) refuseUnknown();
  const values: Record<string, unknown> = { ':cancelled': 'CANCELLED' };
  cancellable.forEach((status, index) => {
    values[`:status${index}`] = status;
  });
  const names = cancellable.map((_, index) => `:status${index}`).join(', ');
  const own = isAdmin(caller) ? '' : ' AND publisherId = :caller';
  if (own !== '') values[':caller'] = caller.id;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.MESSAGES_TABLE}`,
        operation: 'UpdateItem',
        key: mappedKey(messageKey(ctx.args.input.messageId)),
        update: {
          expression: 'SET #status = :cancelled',
          expressionNames: { '#status': 'status' },
          expressionValues: util.dynamodb.toMapValues({ ':cancelled': 'CANCELLED' }),
        },
        condition: {
          expression: `#status IN (${names})${own}`,
          expressionNames: { '#status': 'status' },
          expressionValues: util.dynamodb.toMapValues(values),
          returnValuesOnConditionCheckFailure: true,
        },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context<MutationCancelMessageArgs>): null {
  if (!ctx.error) return null;
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string; item?: MessageRow | null }[];
  refuseSpentGrant(ctx, reasons[1]);
  if (reasons[0]?.type !== 'ConditionCheckFailed') refuseUnavailable(ctx);
  const message = reasons[0]?.item ?? null;
  const caller = callerOf(ctx.identity);
  if (message === null || (message.publisherId !== caller.id && !isAdmin(caller))) refuseUnknown();
  const status = message?.status;
  // Cancelling again counts the same ones, and what the first call had left.
  if (status !== 'CANCELLED') {
    refuseProblem(problem('input.messageId', `a message that is ${status}`, `one that is ${cancellable.join(', ')}`));
  }
  return null;
}

function refuseUnknown(): void {
  util.error('There is no such message.', 'NotFound', null, { field: 'input.messageId' });
}
