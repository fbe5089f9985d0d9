import { util } from '@aws-appsync/utils';
import { operations, update } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { id, expectedVersion, ...values } = ctx.args;
  const condition = { version: { eq: expectedVersion } };
  return update({ key: { id }, update: { ...values, version: operations.increment(1) }, condition });
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;
}
