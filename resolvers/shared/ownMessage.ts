import type { Context } from '@aws-appsync/utils';
import { callerOf, isAdmin } from './callerOf.ts';
import type { MessageItem } from './messageOf.ts';

/** The message that was read, if the caller may see it: somebody else's looks like none. */
export function ownMessage(ctx: Context): MessageItem | null {
  const item = ctx.result as MessageItem | null;
  const caller = callerOf(ctx.identity);
  return item && (item.publisherId === caller.id || isAdmin(caller)) ? item : null;
}
