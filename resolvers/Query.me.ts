import { type Context, util } from '@aws-appsync/utils';
import type { User } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { userOf } from './shared/userOf.ts';

export function request(ctx: Context): { payload: null } {
  callerOf(ctx.identity);
  return { payload: null };
}

export function response(ctx: Context): User {
  const user = userOf(ctx.identity);
  if (user === null) util.unauthorized();
  return { id: user.sub, username: user.username, groups: user.groups ?? [] };
}
