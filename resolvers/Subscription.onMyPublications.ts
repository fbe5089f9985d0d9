import { type Context, extensions, util } from '@aws-appsync/utils';
import { callerOf } from './shared/callerOf.ts';

export function request(ctx: Context): { payload: null } {
  callerOf(ctx.identity);
  return { payload: null };
}

/** Reports of a message's state alone name its publisher. */
export function response(ctx: Context): null {
  const publisherId = callerOf(ctx.identity).id;
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ publisherId: { eq: publisherId } }));
  return null;
}
