import { extensions } from '@aws-appsync/utils';

export function request(ctx) {
  return { payload: ctx.args.room };
}

export function response(ctx) {
  extensions.invalidateSubscriptions({ subscriptionField: 'onPost', payload: { room: ctx.args.room } });
  return ctx.result;
}
