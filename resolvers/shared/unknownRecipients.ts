import type { Context } from '@aws-appsync/utils';
import { type Key, ownerKey, userKey } from '../../functions/domain/keys.ts';
import type { MessageAudience } from '../../functions/domain/message/validateAudience.ts';
import { rowsAlsoRead } from './alsoRead.ts';

interface Recipient {
  readonly id: string;
  readonly key: Key;
}

/** The recipients that an audience names, each with the row that is there once anything is known of it. */
function recipientsOf({ userIds, deviceIds }: MessageAudience): Recipient[] {
  return (userIds ?? [])
    .map((id): Recipient => ({ id, key: userKey(id) }))
    .concat((deviceIds ?? []).map((id): Recipient => ({ id, key: ownerKey(id) })));
}

export function recipientKeys(audience: MessageAudience): Key[] {
  return recipientsOf(audience).map((recipient) => recipient.key);
}

/** Recipients of which nothing is known: users who never registered a device, devices that are not registered. As `guard` read it. */
export function unknownRecipients(ctx: Context, audience: MessageAudience): string[] {
  const known: Record<string, boolean> = {};
  rowsAlsoRead<Key>(ctx, `${ctx.env.DEVICES_TABLE}`).forEach((row) => {
    known[row.pk] = true;
  });
  return recipientsOf(audience)
    .filter((recipient) => known[recipient.key.pk] !== true)
    .map((recipient) => recipient.id);
}
