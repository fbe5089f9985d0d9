import { type Context, type DynamoDBUpdateItemRequest, util } from '@aws-appsync/utils';
import { statesBefore } from '../functions/rules/delivery/deliveryStatus.ts';
import { transitionExpression } from '../functions/rules/delivery/transitionExpression.ts';
import { deliveryKey, LONGEST_DELIVERY_ID, parseDeliveryId } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import { statusIn } from '../functions/rules/statusIn.ts';
import { validateId } from '../functions/rules/validateId.ts';
import type { AcknowledgeDeliveryPayload, MutationAcknowledgeDeliveryArgs } from '../schema/generated/types.ts';
import { type DeliveryItem, deliveryOf } from './shared/deliveryOf.ts';
import { isDeviceId, isUlid } from './shared/ids.ts';
import { mappedExpression } from './shared/mappedExpression.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuse } from './shared/refuse.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** Moves the delivery, if it is the caller's and not further along. */
export function request(ctx: Context<MutationAcknowledgeDeliveryArgs>): DynamoDBUpdateItemRequest {
  const { deliveryId, status } = ctx.args.input;
  const userId = userIdOf(ctx);
  refuse(validateId('input.deliveryId', deliveryId, LONGEST_DELIVERY_ID));
  const id = parseDeliveryId(deliveryId);
  if (!id || !isUlid(id.messageId) || !isDeviceId(id.deviceId)) refuseUnknown();
  const before = statusIn(statesBefore(status));
  return {
    operation: 'UpdateItem',
    key: mappedKey(deliveryKey(id.messageId, id.deviceId)),
    update: mappedExpression(transitionExpression({ status, at: util.time.nowISO8601() }, {})),
    condition: mappedExpression({
      expression: `userId = :userId AND ${before.expression}`,
      names: before.names,
      values: { ...before.values, ':userId': userId },
    }),
  };
}

/** A failed condition returns the row as it stands: further along already, somebody else's, or none. */
export function response(ctx: Context<MutationAcknowledgeDeliveryArgs>): AcknowledgeDeliveryPayload {
  const item: DeliveryItem | null = ctx.result;
  if (ctx.error?.type !== 'DynamoDB:ConditionalCheckFailedException') refuseUnavailable(ctx);
  if (!item || item.userId !== userIdOf(ctx)) refuseUnknown();
  return { delivery: deliveryOf(item) };
}

function refuseUnknown(): never {
  refuse(notFound('delivery', 'input.deliveryId'));
}
