import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stashed } from '../shared/stash.ts';
import { writePlatform } from '../shared/writePlatform.ts';

/** Opens the breaker, unless an admin holds it already. Without the time of a next probe, only an admin closes it. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const { platform, since, heldBecause, heldBy } = stashed(ctx, 'platform');
  return writePlatform(
    ctx,
    {
      expression:
        'SET #platform = :platform, heldBecause = :because, heldBy = :by, since = :since ' +
        'REMOVE nextProbeAt, probe, failedProbes',
      names: { '#platform': 'platform' },
      values: { ':platform': platform, ':because': heldBecause, ':by': heldBy, ':since': since },
    },
    {
      expression: 'attribute_not_exists(heldBecause) OR heldBecause <> :because',
      values: { ':because': heldBecause },
      returnsRow: true,
    },
  );
}

export { response } from '../shared/writePlatform.ts';
