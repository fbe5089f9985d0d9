import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import type { MutationCancelMessageArgs } from '../../schema/generated/types.ts';
import { refuse } from '../shared/refuse.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

interface Cancelled {
  readonly message: MessageRow | null;
  readonly cancelledDeliveries: number;
}

/** Cancels the deliveries that wait to be sent. If this fails, the message's stream has them cancelled. */
export function request(ctx: Context<MutationCancelMessageArgs>): LambdaRequest {
  return { operation: 'Invoke', payload: { messageId: ctx.args.input.messageId } };
}

export function response(ctx: Context): Cancelled {
  const cancelled = unwrapAnswer<Cancelled>(ctx);
  if (!cancelled.message) refuse(notFound('message', 'input.messageId'));
  return cancelled;
}
