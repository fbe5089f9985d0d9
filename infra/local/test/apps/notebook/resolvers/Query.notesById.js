import { util } from '@aws-appsync/utils';
import { batchGet } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return batchGet({ tables: { [ctx.env.TABLE]: { keys: ctx.args.ids.map((id) => ({ id })) } } });
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result.data[ctx.env.TABLE];
}
