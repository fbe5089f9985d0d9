import type { Context } from '@aws-appsync/utils';
import { refuse } from './refuse.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';

/**
 * Returns the value that a function answered (functions/aws/appsync/answer.ts). Ends with its refusal if it answered
 * one.
 */
export function unwrapAnswer<Result>(ctx: Context): Result {
  refuseUnavailable(ctx);
  const { data, error } = ctx.result;
  if (error) refuse(error);
  return data;
}
