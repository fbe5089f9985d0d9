import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { MutationCancelMessageArgs } from '../../schema/generated/types.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

interface Cancelled {
  readonly message: MessageRow | null;
  readonly cancelledDeliveries: number;
}

/** Cancels what waits to be sent. Should this fail, the message's stream has it done all the same. */
export function request(ctx: Context<MutationCancelMessageArgs>): LambdaRequest {
  return { operation: 'Invoke', payload: { messageId: ctx.args.input.messageId } };
}

export function response(ctx: Context): Cancelled {
  const cancelled = unwrapAnswer<Cancelled>(ctx);
  if (!cancelled.message) util.error('There is no such message.', 'NotFound', null, { field: 'input.messageId' });
  return cancelled;
}
