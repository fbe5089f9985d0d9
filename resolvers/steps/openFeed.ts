import { type Context, type DynamoDBPutItemRequest, runtime, util } from '@aws-appsync/utils';
import { type Key, messageFeed, publisherFeed, userFeed } from '../../functions/rules/keys.ts';
import { callerOf } from '../shared/callerOf.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/** A connection lives 24 hours at most. Some minutes more allow for clocks that differ. */
const OPEN_SECONDS = 24 * 3_600 + 300;

/** Notes that somebody has the subscription's feed open: nothing is reported to feeds that nobody has open. */
export function request(ctx: Context): DynamoDBPutItemRequest {
  const feed = feedOf(ctx);
  if (feed === null) runtime.earlyReturn(null);
  return {
    operation: 'PutItem',
    key: mappedKey(feed as Key),
    attributeValues: util.dynamodb.toMapValues({ ttl: util.time.nowEpochSeconds() + OPEN_SECONDS }),
  };
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  return null;
}

/** Returns null for a message that the caller may not follow. */
function feedOf(ctx: Context): Key | null {
  if (ctx.info.fieldName === 'onMyDeliveries') return userFeed(userIdOf(ctx));
  const caller = callerOf(ctx.identity);
  if (ctx.info.fieldName === 'onMyPublications') return publisherFeed(caller.id);
  const { message } = stashOf(ctx);
  return message ? messageFeed(message.id) : null;
}
