import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const { resolverContext, sub } = ctx.identity;
  return { payload: `${util.authType()}: ${resolverContext ? resolverContext.tenant : sub}` };
}

export function response(ctx) {
  return ctx.result;
}
