import { type Context, util } from '@aws-appsync/utils';

/** Answers a data source's failure without its words, which may name tables and roles. */
export function refuseUnavailable(ctx: Context): void {
  if (!ctx.error) return;
  console.error(`${ctx.info.parentTypeName}.${ctx.info.fieldName}: ${ctx.error.type}`);
  refuseNow();
}

/** Answers that the request may be repeated. */
export function refuseNow(): never {
  util.error('The request could not be served now. Try again.', 'Unavailable', null, { retryable: true });
}
