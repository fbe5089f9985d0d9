import { type Context, util } from '@aws-appsync/utils';
import { callerOf } from './callerOf.ts';

/** The calling user's `sub`. Refuses a role, which is no user. */
export function userIdOf(ctx: Context): string {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  return (user as { sub: string }).sub;
}
