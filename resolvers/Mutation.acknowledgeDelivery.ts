import { type Context, type DynamoDBUpdateItemRequest, util } from '@aws-appsync/utils';
import { statesBefore } from '../functions/rules/delivery/deliveryStatus.ts';
import { deliveryKey, parseDeliveryId } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import type { AcknowledgeDeliveryPayload, MutationAcknowledgeDeliveryArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type DeliveryItem, deliveryOf } from './shared/deliveryOf.ts';
import { isDeviceId, isUlid } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuse } from './shared/refuse.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** The same write as `DynamoDbDeliveryLedger.move`, for the delivery's user alone. */
export function request(ctx: Context<MutationAcknowledgeDeliveryArgs>): DynamoDBUpdateItemRequest {
  const { deliveryId, status } = ctx.args.input;
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const id = parseDeliveryId(deliveryId);
  if (!id || !isUlid(id.messageId) || !isDeviceId(id.deviceId)) refuseUnknown();
  const { messageId, deviceId } = id as { messageId: string; deviceId: string };
  const at = util.time.nowISO8601();
  const before: Record<string, string> = {};
  statesBefore(status).forEach((state, index) => {
    before[`:before${index}`] = state;
  });
  return {
    operation: 'UpdateItem',
    key: mappedKey(deliveryKey(messageId, deviceId)),
    update: {
      expression:
        'SET #status = :status, updatedAt = :at, transitions = list_append(transitions, :transition) REMOVE claimedUntil, #reason ADD #version :one',
      expressionNames: { '#status': 'status', '#reason': 'reason', '#version': 'version' },
      expressionValues: util.dynamodb.toMapValues({
        ':status': status,
        ':at': at,
        ':transition': [{ status, at }],
        ':one': 1,
      }),
    },
    condition: {
      expression: `userId = :userId AND #status IN (${Object.keys(before).join(', ')})`,
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({
        ':userId': (user as { sub: string }).sub,
        ...before,
      }),
    },
  };
}

/** A failed condition brings the row as it stands: further along already, somebody else's, or none. */
export function response(ctx: Context<MutationAcknowledgeDeliveryArgs>): AcknowledgeDeliveryPayload {
  const item = ctx.result as DeliveryItem | null;
  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') {
    if (!item || item.userId !== callerOf(ctx.identity).id) refuseUnknown();
  } else {
    refuseUnavailable(ctx);
  }
  return { delivery: deliveryOf(item as DeliveryItem) };
}

function refuseUnknown(): never {
  refuse(notFound('delivery', 'input.deliveryId'));
}
