import type { Context } from '@aws-appsync/utils';
import type { InboxConnection } from '../schema/generated/types.ts';
import type { InboxStash } from './shared/inbox.ts';

export function request(): Record<string, never> {
  return {};
}

export function response(ctx: Context): InboxConnection {
  const { inbox, unread } = ctx.stash as InboxStash;
  return { ...(inbox as NonNullable<typeof inbox>), unreadCount: unread ?? 0 };
}
