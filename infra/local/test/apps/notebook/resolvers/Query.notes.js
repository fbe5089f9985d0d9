import { util } from '@aws-appsync/utils';
import { scan } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { filter, limit = 20, nextToken } = ctx.args;
  return scan({ limit, nextToken, ...(filter ? { filter } : {}) });
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;
}
