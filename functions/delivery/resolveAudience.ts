import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import type { DeviceOwner, MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AudienceDevice, DeviceDirectory } from './DeviceDirectory.ts';
import { inParallel } from './inParallel.ts';

const PARALLEL = 20;

/**
 * Returns the devices of an audience of users or devices, each once, in rounds: first each recipient's device that was
 * seen last, then each one's second. So nobody waits for the devices of another.
 * A device that the message names is its owner's at the acceptance, or else `GONE`: it may be another user's by now.
 */
export async function resolveAudience(
  devices: Pick<DeviceDirectory, 'ofUser' | 'read'>,
  { audience, owners = [] }: Pick<MessageRow, 'audience' | 'owners'>,
): Promise<readonly AudienceDevice[]> {
  const byUser = new Map<string, readonly AudienceDevice[]>();
  await inParallel(audience.userIds ?? [], PARALLEL, async (userId) => {
    const own: DeviceRow[] = [];
    for await (const page of devices.ofUser(userId)) own.push(...page);
    byUser.set(userId, own.toSorted(byLastSeen));
  });
  const named = new Map<string, AudienceDevice>();
  await inParallel(owners, PARALLEL, async (owner) => {
    named.set(owner.deviceId, (await devices.read(owner.userId, owner.deviceId)) ?? gone(owner));
  });
  // In the order of the audience, whatever answered first.
  const ofUsers = (audience.userIds ?? []).map((userId) => byUser.get(userId) ?? []);
  const ofOwners = Map.groupBy(
    owners.flatMap(({ deviceId }) => named.get(deviceId) ?? []),
    ({ userId }) => userId,
  );
  return inRounds([...ofUsers, ...ofOwners.values()]);
}

function gone({ deviceId, userId, platform }: DeviceOwner): AudienceDevice {
  return { id: deviceId, userId, platform, endpointArn: '', addressVersion: 0, status: 'GONE' };
}

function byLastSeen(one: DeviceRow, other: DeviceRow): number {
  return Number(one.lastSeenAt < other.lastSeenAt) - Number(one.lastSeenAt > other.lastSeenAt);
}

/** Returns the first of each list, then the second of each, and so on. */
function inRounds<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const rounds = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => lists.flatMap((list) => list.slice(round, round + 1))).flat();
}
