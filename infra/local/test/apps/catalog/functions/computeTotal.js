import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const { price, quantity } = ctx.stash;
  return { operation: 'Invoke', payload: { field: 'total', price, quantity } };
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  return ctx.result;
}
