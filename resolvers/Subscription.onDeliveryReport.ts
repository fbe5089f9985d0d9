import { type Context, type DynamoDBGetItemRequest, extensions, util } from '@aws-appsync/utils';
import { messageKey } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import type { SubscriptionOnDeliveryReportArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { isUlid } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { ownMessage } from './shared/ownMessage.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<SubscriptionOnDeliveryReportArgs>): DynamoDBGetItemRequest {
  callerOf(ctx.identity);
  refuseId('messageId', ctx.args.messageId);
  if (!isUlid(ctx.args.messageId)) refuseUnknown();
  return { operation: 'GetItem', key: mappedKey(messageKey(ctx.args.messageId)), consistentRead: true };
}

export function response(ctx: Context<SubscriptionOnDeliveryReportArgs>): null {
  refuseUnavailable(ctx);
  if (!ownMessage(ctx)) refuseUnknown();
  extensions.setSubscriptionFilter(
    util.transform.toSubscriptionFilter({ messageId: { eq: ctx.args.messageId }, forPublisher: { eq: true } }),
  );
  return null;
}

function refuseUnknown(): never {
  refuse(notFound('message', 'messageId'));
}
