import { type Context, util } from '@aws-appsync/utils';
import type { InboxConnection } from '../schema/generated/types.ts';
import { stashed, stashOf } from './shared/stash.ts';

export function request(ctx: Context): Record<string, never> {
  // Before anything is read: what changes meanwhile is for the next look.
  stashOf(ctx).asOf = util.time.nowISO8601();
  return {};
}

export function response(ctx: Context): InboxConnection {
  return { ...stashed(ctx, 'inbox'), asOf: stashed(ctx, 'asOf'), unreadCount: stashOf(ctx).unread ?? 0 };
}
