import { type Context, extensions, util } from '@aws-appsync/utils';
import { userIdOf } from './userIdOf.ts';

// The handlers of a subscription to reports about the calling user, by the verified token and not by an argument.

export function request(): { payload: null } {
  return { payload: null };
}

export function response(ctx: Context): null {
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ userId: { eq: userIdOf(ctx) } }));
  return null;
}
