import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { CounterRow } from '../../functions/rules/delivery/CounterRow.ts';
import { counterKey, platformKey } from '../../functions/rules/keys.ts';
import { envOf } from '../shared/envOf.ts';
import { type Found, messagesOnTheirWay, waitsIn, withHolds } from '../shared/holds.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { allPlatforms } from '../shared/platformOf.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/**
 * Says of the messages and deliveries that were read why they wait (`heldBecause`). One read a request, and none where
 * nothing waits. It does not look at what the client selects, since AppSync lists aliases in place of names.
 */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const found = foundBy(ctx);
  const messageIds = messagesOnTheirWay(found);
  if (messageIds.length === 0 && !waitsIn(found)) runtime.earlyReturn(ctx.prev?.result);
  const { PLATFORMS_TABLE, DELIVERIES_TABLE } = envOf(ctx);
  const platforms = { keys: allPlatforms.map((platform) => mappedKey(platformKey(platform))) };
  const counters = { keys: messageIds.map((messageId) => mappedKey(counterKey(messageId))) };
  const tables =
    messageIds.length === 0
      ? { [PLATFORMS_TABLE]: platforms }
      : { [PLATFORMS_TABLE]: platforms, [DELIVERIES_TABLE]: counters };
  return { operation: 'BatchGetItem', tables };
}

export function response(ctx: Context): unknown {
  refuseUnavailable(ctx);
  const { PLATFORMS_TABLE, DELIVERIES_TABLE } = envOf(ctx);
  const data = ctx.result?.data as Readonly<Record<string, readonly (PlatformRow | CounterItem | null)[]>>;
  const held: Record<string, PlatformRow> = {};
  (data[PLATFORMS_TABLE] ?? []).forEach((row) => {
    const platform = row as PlatformRow | null;
    if (platform?.heldBecause) held[platform.platform] = platform;
  });
  const counters: Record<string, CounterRow> = {};
  (data[DELIVERIES_TABLE] ?? []).forEach((row) => {
    const counter = row as CounterItem | null;
    if (counter) counters[counter.pk] = counter;
  });
  const shown = withHolds(foundBy(ctx), held, counters);
  if (!stashOf(ctx).inbox) return shown;
  stashOf(ctx).inbox = shown as NonNullable<ReturnType<typeof stashOf>['inbox']>;
  return null;
}

type CounterItem = CounterRow & { readonly pk: string };

/** The inbox is in the stash, everything else is what the step before came to. */
function foundBy(ctx: Context): Found {
  return stashOf(ctx).inbox ?? (ctx.prev?.result as Found);
}
