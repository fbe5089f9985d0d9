import type { Context } from '@aws-appsync/utils';
import { callerOf } from './shared/callerOf.ts';

/** Everybody who may follow it hears of every platform. */
export function request(ctx: Context): { payload: null } {
  callerOf(ctx.identity);
  return { payload: null };
}

export function response(): null {
  return null;
}
