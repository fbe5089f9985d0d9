import type { Context } from '@aws-appsync/utils';
import { callingUser } from './callerOf.ts';

/** Returns the calling user's `sub`. Ends with `Unauthorized` for a role. */
export function userIdOf(ctx: Context): string {
  return callingUser(ctx).sub;
}
