import { type Context, extensions, util } from '@aws-appsync/utils';
import { notFound } from '../functions/rules/Refusal.ts';
import type { SubscriptionOnDeliveryReportArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';

export function request(ctx: Context<SubscriptionOnDeliveryReportArgs>): Record<string, never> {
  callerOf(ctx.identity);
  refuseId('messageId', ctx.args.messageId);
  return {};
}

export function response(ctx: Context<SubscriptionOnDeliveryReportArgs>): null {
  if (!stashOf(ctx).message) refuse(notFound('message', 'messageId'));
  extensions.setSubscriptionFilter(
    util.transform.toSubscriptionFilter({ messageId: { eq: ctx.args.messageId }, forPublisher: { eq: true } }),
  );
  return null;
}
