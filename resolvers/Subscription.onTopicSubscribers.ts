import type { Context } from '@aws-appsync/utils';
import { callerOf } from './shared/callerOf.ts';

/** Every admin hears of the subscribers of all topics. */
export function request(ctx: Context): { payload: null } {
  callerOf(ctx.identity);
  return { payload: null };
}

export function response(): null {
  return null;
}
