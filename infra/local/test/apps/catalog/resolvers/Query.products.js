import { util } from '@aws-appsync/utils';

export function request() {
  return {
    method: 'GET',
    resourcePath: '/products',
    params: { query: { limit: '3' }, headers: { accept: 'application/json' } },
  };
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  if (ctx.result.statusCode !== 200) util.error(ctx.result.body, 'SupplierError');
  return JSON.parse(ctx.result.body);
}
