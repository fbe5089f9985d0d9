import type { Context } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { callerOf, isAdmin } from './callerOf.ts';

/** Returns the message that was read, or null where there is none that the caller may see. */
export function ownMessage(ctx: Context): MessageRow | null {
  const item: MessageRow | null = ctx.result;
  const caller = callerOf(ctx.identity);
  const isOwn = item?.publisherId === caller.id;
  return isOwn || isAdmin(caller) ? item : null;
}
