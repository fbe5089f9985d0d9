import { extensions, util } from '@aws-appsync/utils';

export function request() {
  return { payload: null };
}

export function response(ctx) {
  const { room, minimum = 0 } = ctx.args;
  const listener = ctx.identity ? ctx.identity.username : 'nobody';
  const inRoom = { room: { eq: room }, priority: { ge: minimum } };
  extensions.setSubscriptionFilter(
    util.transform.toSubscriptionFilter({
      or: [{ and: [inRoom, { kind: { eq: 'EVERYONE' } }] }, { and: [inRoom, { to: { in: [listener, '*'] } }] }],
    }),
  );
  extensions.setSubscriptionInvalidationFilter(util.transform.toSubscriptionFilter({ room: { eq: room } }));
  return null;
}
