import type { Context } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { callerOf, isAdmin } from './callerOf.ts';

/** The message that was read, if the caller may see it: somebody else's looks like none. */
export function ownMessage(ctx: Context): MessageRow | null {
  const item = ctx.result as MessageRow | null;
  const caller = callerOf(ctx.identity);
  return item && (item.publisherId === caller.id || isAdmin(caller)) ? item : null;
}
