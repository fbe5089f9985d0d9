// Runs in APPSYNC_JS too.
import type { OwnerRow } from '../devices/DeviceRow.ts';
import { type Key, ownerKey, userKey } from '../keys.ts';
import type { Refusal } from '../Refusal.ts';
import type { DeviceOwner, MessageRow } from './MessageRow.ts';
import type { MessageAudience } from './validateAudience.ts';

/** The row of a known recipient: a user's, or a device's owner. */
export type RecipientRow = Key & Partial<Pick<OwnerRow, 'userId' | 'platform'>>;

interface Recipient {
  readonly id: string;
  readonly key: Key;
}

/** Returns the recipients that an audience names, each with the key of the row that a known one has. */
function recipientsOf({ userIds, deviceIds }: MessageAudience): Recipient[] {
  return (userIds ?? [])
    .map((id): Recipient => ({ id, key: userKey(id) }))
    .concat((deviceIds ?? []).map((id): Recipient => ({ id, key: ownerKey(id) })));
}

export function recipientKeys(audience: MessageAudience): Key[] {
  return recipientsOf(audience).map((recipient) => recipient.key);
}

/**
 * Returns the message with what is known of its recipients. `unreachable` names the unknown ones: users who never
 * registered a device, and devices that are not registered. `owners` binds the devices that the audience names, so that
 * a device which changes hands later gets nothing of it. `rows`: those of the known ones.
 */
export function withRecipients(message: MessageRow, rows: readonly RecipientRow[]): MessageRow {
  const { audience } = message;
  const known: Record<string, RecipientRow> = {};
  rows.forEach((row) => {
    // An owner's row from before it had the platform counts as unknown until the app registers again.
    if (row.sk !== 'OWNER' || row.platform) known[row.pk] = row;
  });
  const unreachable = recipientsOf(audience)
    .filter((recipient) => !known[recipient.key.pk])
    .map((recipient) => recipient.id);
  if (!audience.deviceIds) return { ...message, unreachable };
  const owners: DeviceOwner[] = [];
  audience.deviceIds.forEach((deviceId) => {
    const { userId, platform } = known[ownerKey(deviceId).pk] ?? {};
    if (userId && platform) owners.push({ deviceId, userId, platform });
  });
  return { ...message, unreachable, owners };
}

/** Returns `UnknownRecipient` where the audience names recipients and all of them are unknown, or null. */
export function validateRecipients({ audience, unreachable }: MessageRow): Refusal | null {
  const named = audience.userIds ?? audience.deviceIds ?? [];
  const unknown = unreachable ?? [];
  if (named.length === 0 || unknown.length < named.length) return null;
  const field = audience.userIds ? 'input.audience.userIds' : 'input.audience.deviceIds';
  const limit = audience.userIds ? 'users who have registered a device' : 'registered devices';
  return {
    errorType: 'UnknownRecipient',
    message: `None of ${field} is known; allowed: ${limit}.`,
    errorInfo: { field, given: unknown, limit },
  };
}
