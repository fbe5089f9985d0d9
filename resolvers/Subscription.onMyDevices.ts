import { type Context, extensions, util } from '@aws-appsync/utils';
import { callerOf } from './shared/callerOf.ts';

export function request(): { payload: null } {
  return { payload: null };
}

/** Whose reports arrive is the verified token's say, not an argument's. */
export function response(ctx: Context): null {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const { sub } = user as { sub: string };
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ userId: { eq: sub } }));
  return null;
}
