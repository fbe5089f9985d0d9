import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { idempotencyKey, messageKey } from '../../functions/domain/keys.ts';
import type { MessageRow } from '../../functions/domain/message/MessageRow.ts';
import type { MutationPublishArgs } from '../../schema/generated/types.ts';
import { callerOf } from '../shared/callerOf.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { operationOf } from '../shared/operationOf.ts';

const IDEMPOTENCY_SECONDS = 86_400;

interface Reason {
  readonly type: string;
  readonly item?: { readonly arguments: string; readonly messageId: string } | null;
}

/** Accepts the message: its row, the idempotency record and the grant it spends are written together or not at all. */
export function request(ctx: Context<MutationPublishArgs>): DynamoDBTransactWriteItemsRequest {
  const message = ctx.stash.message as MessageRow;
  const key = messageKey(message.id);
  const caller = callerOf(ctx.identity);
  const record = idempotencyKey(operationOf(ctx), caller.id, ctx.args.input.idempotencyKey);
  const now = util.time.nowEpochSeconds();
  const table = `${ctx.env.MESSAGES_TABLE}`;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table,
        operation: 'PutItem',
        key: mappedKey(record),
        attributeValues: util.dynamodb.toMapValues({
          arguments: ctx.stash.arguments,
          messageId: message.id,
          expiresAt: now + IDEMPOTENCY_SECONDS,
          ttl: now + IDEMPOTENCY_SECONDS,
        }),
        condition: {
          // TTL deletes late: a record past its day no longer counts.
          expression: 'attribute_not_exists(pk) OR expiresAt <= :now',
          expressionValues: util.dynamodb.toMapValues({ ':now': now }),
          returnValuesOnConditionCheckFailure: true,
        },
      },
      {
        table,
        operation: 'PutItem',
        key: mappedKey(key),
        attributeValues: util.dynamodb.toMapValues({ ...message }),
        condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context): { message: MessageRow; replayed: boolean } | null {
  if (!ctx.error) return { message: ctx.stash.message, replayed: false };
  const reasons = (ctx.result?.cancellationReasons ?? []) as Reason[];
  const record = reasons[0]?.item;
  if (record) {
    if (record.arguments !== ctx.stash.arguments) {
      util.error(
        'This idempotency key was used with other arguments in the last 24 hours.',
        'IdempotencyKeyReused',
        null,
        {
          field: 'input.idempotencyKey',
        },
      );
    }
    ctx.stash.replayedMessageId = record.messageId;
    return null;
  }
  refuseSpentGrant(ctx, reasons[2]);
  util.error(
    'The message was not accepted; nothing was sent. Try again with the same idempotency key.',
    'Unavailable',
    null,
    { retryable: true },
  );
}
