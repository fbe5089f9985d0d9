import type { Context } from '@aws-appsync/utils';
import { unavailable } from '../../functions/rules/Refusal.ts';
import { refuse } from './refuse.ts';

const NOW = 'The request could not be served now. Try again.';

/** Ends the call with `Unavailable` where the data source failed. Its own words may name tables and roles. */
export function refuseUnavailable(ctx: Context, message: string = NOW): void {
  if (!ctx.error) return;
  console.error(`${ctx.info.parentTypeName}.${ctx.info.fieldName}: ${ctx.error.type}`);
  refuse(unavailable(message));
}

/** Ends the call with `Unavailable`: it may be repeated. The log gets the reason. */
export function refuseNow(ctx: Context, reason: string): never {
  console.error(`${ctx.info.parentTypeName}.${ctx.info.fieldName}: ${reason}`);
  refuse(unavailable(NOW));
}
