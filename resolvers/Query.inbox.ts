import { type Context, util } from '@aws-appsync/utils';
import type { InboxConnection } from '../schema/generated/types.ts';
import type { InboxStash } from './shared/inbox.ts';

export function request(ctx: Context): Record<string, never> {
  // Before anything is read: what changes meanwhile is for the next look.
  (ctx.stash as InboxStash).asOf = util.time.nowISO8601();
  return {};
}

export function response(ctx: Context): InboxConnection {
  const { asOf, inbox, unread } = ctx.stash as InboxStash;
  return { ...(inbox as NonNullable<typeof inbox>), asOf, unreadCount: unread ?? 0 };
}
