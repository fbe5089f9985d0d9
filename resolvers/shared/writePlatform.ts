import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import { type Condition, type Expression, ifAbsent } from '../../functions/rules/Expression.ts';
import { platformKey } from '../../functions/rules/keys.ts';
import { adminTransaction } from './adminTransaction.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { envOf } from './envOf.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';
import { refuseSpentGrant } from './spendGrant.ts';
import { stashed, stashOf } from './stash.ts';
import { update } from './transaction.ts';

/** Returns the platform as `guard` read it, null if it was never held. */
export function platformAsRead(ctx: Context): PlatformRow | null {
  return rowsAlsoRead<PlatformRow>(ctx, envOf(ctx).PLATFORMS_TABLE)[0] ?? null;
}

/** Ends the step: there is nothing to change. Leaves the platform as it is in the stash. */
export function keepPlatform(ctx: Context): never {
  stashOf(ctx).platform = platformAsRead(ctx);
  runtime.earlyReturn(null);
}

/** Returns the request that changes the platform in the stash, adds the act to the audit log and spends the grant. */
export function writePlatform(ctx: Context, change: Expression): DynamoDBTransactWriteItemsRequest {
  const after = stashed(ctx, 'platform');
  const before = platformAsRead(ctx);
  const key = platformKey(after.platform);
  const condition = asItWas(before);
  const changed = update({ name: 'platform', table: envOf(ctx).PLATFORMS_TABLE, key, change, condition });
  const act = {
    target: `platform/${after.platform}` as const,
    before: { heldBecause: before?.heldBecause },
    after: { heldBecause: after.heldBecause },
  };
  return adminTransaction(ctx, act, [changed]);
}

/** The breaker opens and closes by itself too. */
function asItWas(before: PlatformRow | null): Condition {
  return before ? { expression: 'since = :wasSince', values: { ':wasSince': before.since } } : ifAbsent;
}

export function response(ctx: Context): null {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
