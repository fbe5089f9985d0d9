import { type Context, util } from '@aws-appsync/utils';
import type { InboxConnection } from '../schema/generated/types.ts';
import { stashed, stashOf } from './shared/stash.ts';

export function request(ctx: Context): Record<string, never> {
  // Taken before anything is read, so that the next look includes what changes meanwhile.
  stashOf(ctx).asOf = util.time.nowISO8601();
  return {};
}

export function response(ctx: Context): Omit<InboxConnection, 'unreadCount'> {
  return { ...stashed(ctx, 'inbox'), asOf: stashed(ctx, 'asOf') };
}
