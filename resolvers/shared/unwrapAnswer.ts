import { type Context, util } from '@aws-appsync/utils';
import { refuseUnavailable } from './refuseUnavailable.ts';

/** The value that a function answered with (functions/appsync/answer.ts), or its error. */
export function unwrapAnswer<Result>(ctx: Context): Result {
  refuseUnavailable(ctx);
  const { data, error } = ctx.result;
  if (error) util.error(error.message, error.errorType, null, error.errorInfo);
  return data;
}
