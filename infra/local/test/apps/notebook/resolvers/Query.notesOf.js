import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { owner, limit = 20, nextToken } = ctx.args;
  return query({ index: 'byOwner', query: { owner: { eq: owner } }, limit, nextToken });
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;
}
