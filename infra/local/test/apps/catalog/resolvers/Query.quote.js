import { runtime } from '@aws-appsync/utils';

export function request(ctx) {
  ctx.stash.quantity = ctx.args.quantity;
  if (ctx.args.quantity === 0) runtime.earlyReturn({ total: 0, currency: 'EUR' });
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}
