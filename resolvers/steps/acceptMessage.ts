import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { type Key, messageKey } from '../../functions/rules/keys.ts';
import { placesOf } from '../../functions/rules/ordering/orderGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { refuseUnknown, unknownRecipients } from '../../functions/rules/publishing/recipients.ts';
import type { MutationPublishArgs } from '../../schema/generated/types.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { type CancellationReason, putRecord, replay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnknownTopic } from '../shared/refuseUnknownTopic.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Accepts the message: its row, its places in its groups, the idempotency record and the grant it spends are written together or not at all. */
export function request(ctx: Context<MutationPublishArgs>): DynamoDBTransactWriteItemsRequest {
  // Done already, as `guard` read: `readReplayedMessage` answers.
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  refuseUnknownTopic(ctx);
  const message: MessageRow = { ...stashed(ctx, 'message'), unreachable: unreachable(ctx) };
  stashOf(ctx).message = message;
  const key = messageKey(message.id);
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      putRecord(ctx, message.id),
      {
        table: `${ctx.env.MESSAGES_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(key),
        attributeValues: util.dynamodb.toMapValues({ ...message }),
        condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
      ...placesOf(message).map(({ pk, sk, ...place }) => ({
        table: `${ctx.env.MESSAGES_TABLE}`,
        operation: 'PutItem' as const,
        key: mappedKey({ pk, sk }),
        attributeValues: util.dynamodb.toMapValues(place),
      })),
    ],
  };
}

export function response(ctx: Context): { message: MessageRow; replayed: boolean } | null {
  if (!ctx.error) return { message: stashed(ctx, 'message'), replayed: false };
  const reasons = (ctx.result?.cancellationReasons ?? []) as CancellationReason[];
  const record = reasons[0]?.item;
  if (record) {
    replay(ctx, record);
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

/** The recipients that nothing is known of, as `guard` read it; `UnknownRecipient` where that is all of them. */
function unreachable(ctx: Context<MutationPublishArgs>): string[] {
  const { audience } = stashed(ctx, 'message');
  const unknown = unknownRecipients(audience, rowsAlsoRead<Key>(ctx, `${ctx.env.DEVICES_TABLE}`));
  refuse(refuseUnknown(audience, unknown));
  return unknown;
}
