// Runs in APPSYNC_JS too.
import { type Key, ownerKey, userKey } from '../keys.ts';
import type { Refusal } from '../Refusal.ts';
import type { MessageAudience } from './validateAudience.ts';

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
 * Returns the recipients that are not known: users who never registered a device, and devices that are not registered.
 * `rows`: the known ones.
 */
export function unknownRecipients(audience: MessageAudience, rows: readonly Key[]): string[] {
  const known: Record<string, boolean> = {};
  rows.forEach((row) => {
    known[row.pk] = true;
  });
  return recipientsOf(audience)
    .filter((recipient) => known[recipient.key.pk] !== true)
    .map((recipient) => recipient.id);
}

/** Returns `UnknownRecipient` where the audience names recipients and all of them are unknown, or null. */
export function validateRecipients(audience: MessageAudience, unknown: readonly string[]): Refusal | null {
  const named = audience.userIds ?? audience.deviceIds ?? [];
  if (named.length === 0 || unknown.length < named.length) return null;
  const field = audience.userIds ? 'input.audience.userIds' : 'input.audience.deviceIds';
  const limit = audience.userIds ? 'users who have registered a device' : 'registered devices';
  return {
    errorType: 'UnknownRecipient',
    message: `None of ${field} is known; allowed: ${limit}.`,
    errorInfo: { field, given: unknown, limit },
  };
}
