import { type Context, util } from '@aws-appsync/utils';
import { idempotencyKey, type Key } from '../../functions/rules/keys.ts';
import {
  type IdempotencyRecord,
  idempotencyKeyReused,
  newRecord,
  recordRow,
} from '../../functions/rules/publishing/idempotency.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { callerOf } from './callerOf.ts';
import { envOf } from './envOf.ts';
import { operationOf } from './operationOf.ts';
import { refuse } from './refuse.ts';
import { stashed, stashOf } from './stash.ts';
import { type Part, put, refusedPart } from './transaction.ts';

/** Returns where this call's record is. */
function recordKey(ctx: Context): Key {
  return idempotencyKey(operationOf(ctx), callerOf(ctx.identity).id, ctx.args.input.idempotencyKey);
}

/** Has `guard` read the record, so that a repeated call needs no proof for what was done already. */
export function lookForReplay(ctx: Context): void {
  stashOf(ctx).recordKey = recordKey(ctx);
}

/**
 * Returns whether this call repeats one that was done, as `guard` read it, and leaves `madeId`.
 * Ends with `IdempotencyKeyReused` for other arguments.
 */
export function isReplay(ctx: Context): boolean {
  const { recordKey: key } = stashOf(ctx);
  if (!key) return false;
  const record = rowsAlsoRead<IdempotencyRecord>(ctx, envOf(ctx).MESSAGES_TABLE).find((row) => row.pk === key.pk);
  if (!record || record.expiresAt <= util.time.nowEpochSeconds()) return false;
  replay(ctx, record);
  return true;
}

/** For a transaction's response: does as `isReplay`, by the record that was in the transaction's way. */
export function replayFirst(ctx: Context): boolean {
  const first = refusedPart<IdempotencyRecord>(ctx, 'record')?.item;
  if (!first) return false;
  replay(ctx, first);
  return true;
}

function replay(ctx: Context, record: IdempotencyRecord): void {
  if (record.arguments !== stashed(ctx, 'arguments')) refuse(idempotencyKeyReused());
  stashOf(ctx).madeId = record.madeId;
}

/** Returns the record that this call has made something. */
export function recordOf(ctx: Context, madeId: string): IdempotencyRecord {
  return newRecord(recordKey(ctx), stashed(ctx, 'arguments'), madeId, util.time.nowEpochSeconds());
}

/** Returns the part of a transaction that writes the record, unless a call with the same key has made something. */
export function putRecord(ctx: Context, madeId: string): Part {
  return put({ table: envOf(ctx).MESSAGES_TABLE, ...recordRow(recordOf(ctx, madeId)) });
}
