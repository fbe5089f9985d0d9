import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AudienceDevice } from './DeviceDirectory.ts';
import type { MessageStore } from './MessageStore.ts';

/** Notes in the message the users whom its audience names and who have no enabled device. Unknown ones are noted. */
export async function noteWithoutDevice(
  messages: Pick<MessageStore, 'noteWithoutDevice'>,
  { id, audience, unreachable }: Pick<MessageRow, 'id' | 'audience' | 'unreachable'>,
  devices: readonly AudienceDevice[],
): Promise<void> {
  const told = new Set(unreachable);
  for (const { status, userId } of devices) if (status === 'ENABLED') told.add(userId);
  const without = (audience.userIds ?? []).filter((userId) => !told.has(userId));
  if (without.length > 0) await messages.noteWithoutDevice(id, without);
}
