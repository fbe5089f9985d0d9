import { util } from '@aws-appsync/utils';

export function request(ctx) {
  return { method: 'GET', resourcePath: `/products/${util.urlEncode(ctx.args.id)}` };
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  if (ctx.result.statusCode === 404) {
    util.error(`There is no product ${ctx.args.id}.`, 'NotFound', null, { id: ctx.args.id });
  }
  ctx.stash.price = JSON.parse(ctx.result.body).price;
  return null;
}
