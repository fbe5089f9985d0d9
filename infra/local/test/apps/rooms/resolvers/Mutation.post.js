import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const { room, text, to = null, priority = 0 } = ctx.args;
  return { payload: { id: util.autoId(), room, text, to, priority, kind: to ? 'DIRECT' : 'EVERYONE' } };
}

export function response(ctx) {
  return ctx.result;
}
