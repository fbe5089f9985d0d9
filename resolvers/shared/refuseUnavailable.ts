import type { Context } from '@aws-appsync/utils';
import { unavailable } from '../../functions/rules/Refusal.ts';
import { refuse } from './refuse.ts';

const NOW = 'The request could not be served now. Try again.';

/**
 * Ends the call with `Unavailable` where the data source failed. Its own words may name tables and roles. Throttles are
 * not logged: clients repeat the call, and Lambda and DynamoDB count them in metrics that have alarms.
 */
export function refuseUnavailable(ctx: Context, message: string = NOW): void {
  if (!ctx.error) return;
  const { type } = ctx.error;
  if (!isThrottle(type)) console.error(`${ctx.info.parentTypeName}.${ctx.info.fieldName}: ${type}`);
  refuse(unavailable(message));
}

/** Types such as `Lambda:TooManyRequestsException` and `DynamoDB:ProvisionedThroughputExceededException`. */
function isThrottle(type: string): boolean {
  return ['TooManyRequests', 'ThroughputExceeded', 'Throttling'].some((word) => type.indexOf(word) >= 0);
}

/** Ends the call with `Unavailable`: it may be repeated. The log gets the reason. */
export function refuseNow(ctx: Context, reason: string): never {
  console.error(`${ctx.info.parentTypeName}.${ctx.info.fieldName}: ${reason}`);
  refuse(unavailable(NOW));
}
