import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stashed } from '../shared/stash.ts';
import { keepPlatform, platformAsRead, writePlatform } from '../shared/writePlatform.ts';

/** Opens the breaker, unless an admin holds it already. Without the time of a next probe, only an admin closes it. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { platform, since, heldBecause, heldBy } = stashed(ctx, 'platform');
  if (platformAsRead(ctx)?.heldBecause === heldBecause) keepPlatform(ctx);
  return writePlatform(ctx, {
    expression:
      'SET #platform = :platform, heldBecause = :because, heldBy = :by, since = :since ' +
      'REMOVE nextProbeAt, probe, failedProbes',
    names: { '#platform': 'platform' },
    values: { ':platform': platform, ':because': heldBecause, ':by': heldBy, ':since': since },
  });
}

export { response } from '../shared/writePlatform.ts';
