import { type Context, util } from '@aws-appsync/utils';
import { idempotencyKey, type Key } from '../../functions/domain/keys.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { callerOf } from './callerOf.ts';
import { operationOf } from './operationOf.ts';

/** What a call with an idempotency key led to, under `idempotencyKey`. */
export interface IdempotencyRecord {
  readonly pk: string;
  readonly arguments: string;
  readonly messageId: string;
  /** Epoch seconds: TTL deletes late, so a record past its day no longer counts. */
  readonly expiresAt: number;
}

/** Where this call's record stands. */
export function recordKey(ctx: Context): Key {
  return idempotencyKey(operationOf(ctx), callerOf(ctx.identity).id, ctx.args.input.idempotencyKey);
}

/** Has the record read by `guard`, so that a repeated call is known before a proof is asked for what was done already. */
export function lookForReplay(ctx: Context): void {
  ctx.stash.recordKey = recordKey(ctx);
}

/**
 * Whether this call repeats one that was done, as far as `guard` read: its message's id is then in the stash (`replayedMessageId`).
 * Answers `IdempotencyKeyReused` for other arguments.
 */
export function isReplay(ctx: Context): boolean {
  const key = ctx.stash.recordKey as Key | undefined;
  if (!key) return false;
  const record = rowsAlsoRead<IdempotencyRecord>(ctx, `${ctx.env.MESSAGES_TABLE}`).find((row) => row.pk === key.pk);
  if (!record || record.expiresAt <= util.time.nowEpochSeconds()) return false;
  replay(ctx, record);
  return true;
}

/** Leaves the first call's message in the stash for `readReplayedMessage`. */
export function replay(ctx: Context, record: Pick<IdempotencyRecord, 'arguments' | 'messageId'>): void {
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
}
