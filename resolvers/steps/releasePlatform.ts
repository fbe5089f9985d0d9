import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stashed } from '../shared/stash.ts';
import { keepPlatform, platformAsRead, writePlatform } from '../shared/writePlatform.ts';

/** Closes the breaker, however it was opened, unless it is closed. What happened before does not open it again. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { platform, since } = stashed(ctx, 'platform');
  if (!platformAsRead(ctx)?.heldBecause) keepPlatform(ctx);
  return writePlatform(ctx, {
    expression:
      'SET #platform = :platform, since = :since REMOVE heldBecause, heldBy, nextProbeAt, probe, failedProbes',
    names: { '#platform': 'platform' },
    values: { ':platform': platform, ':since': since },
  });
}

export { response } from '../shared/writePlatform.ts';
