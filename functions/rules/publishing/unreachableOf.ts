// Runs in APPSYNC_JS too.
import type { UnreachableReason, UnreachableRecipient } from '../../../schema/generated/types.ts';
import type { MessageRow } from './MessageRow.ts';

/** Returns the recipients that a message names and does not reach, as the API shows them. */
export function unreachableOf({
  unreachable,
  withoutDevice,
}: Pick<MessageRow, 'unreachable' | 'withoutDevice'>): UnreachableRecipient[] {
  return because('UNKNOWN', unreachable).concat(because('NO_ENABLED_DEVICE', withoutDevice));
}

function because(reason: UnreachableReason, ids: readonly string[] | undefined): UnreachableRecipient[] {
  return (ids ?? []).map((id) => ({ id, reason }));
}
