import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { idempotencyKey, type Key } from '../../functions/rules/keys.ts';
import {
  IDEMPOTENCY_SECONDS,
  type IdempotencyRecord,
  idempotencyKeyReused,
} from '../../functions/rules/publishing/idempotency.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { callerOf } from './callerOf.ts';
import { mappedKey } from './mappedKey.ts';
import { operationOf } from './operationOf.ts';
import { refuse } from './refuse.ts';
import { stashed, stashOf } from './stash.ts';

/** A part of a cancelled transaction: the first one's row is the record that is there already. */
export interface CancellationReason {
  readonly type: string;
  readonly item?: Pick<IdempotencyRecord, 'arguments' | 'madeId'> | null;
}

/** Where this call's record stands. */
export function recordKey(ctx: Context): Key {
  return idempotencyKey(operationOf(ctx), callerOf(ctx.identity).id, ctx.args.input.idempotencyKey);
}

/** Has the record read by `guard`, so that a repeated call is known before a proof is asked for what was done already. */
export function lookForReplay(ctx: Context): void {
  stashOf(ctx).recordKey = recordKey(ctx);
}

/**
 * Whether this call repeats one that was done, as far as `guard` read: its message's id is then in the stash (`madeId`).
 * Answers `IdempotencyKeyReused` for other arguments.
 */
export function isReplay(ctx: Context): boolean {
  const { recordKey: key } = stashOf(ctx);
  if (!key) return false;
  const record = rowsAlsoRead<IdempotencyRecord>(ctx, `${ctx.env.MESSAGES_TABLE}`).find((row) => row.pk === key.pk);
  if (!record || record.expiresAt <= util.time.nowEpochSeconds()) return false;
  replay(ctx, record);
  return true;
}

/** Leaves the first call's message in the stash for `readReplayedMessage`. */
export function replay(ctx: Context, record: Pick<IdempotencyRecord, 'arguments' | 'madeId'>): void {
  if (record.arguments !== stashed(ctx, 'arguments')) refuse(idempotencyKeyReused());
  stashOf(ctx).madeId = record.madeId;
}

/** The part of a transaction that writes the record of what this call makes: put it first. */
export function putRecord(ctx: Context, madeId: string): DynamoDBTransactWriteItemsRequest['transactItems'][number] {
  const now = util.time.nowEpochSeconds();
  return {
    table: `${ctx.env.MESSAGES_TABLE}`,
    operation: 'PutItem',
    key: mappedKey(recordKey(ctx)),
    attributeValues: util.dynamodb.toMapValues({
      arguments: stashed(ctx, 'arguments'),
      madeId,
      expiresAt: now + IDEMPOTENCY_SECONDS,
      ttl: now + IDEMPOTENCY_SECONDS,
    }),
    condition: {
      // TTL deletes late: a record past its day no longer counts.
      expression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      expressionValues: util.dynamodb.toMapValues({ ':now': now }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}
