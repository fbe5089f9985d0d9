import { byteLength } from '#language';

/** A follower of a topic, with the ids of their devices. */
export interface FollowerDevices {
  readonly userId: string;
  readonly deviceIds: readonly string[];
}

export interface Taken {
  /** The last follower that was taken. Undefined if there was none. */
  readonly last: string | undefined;
  /** Whether every follower was taken. */
  readonly all: boolean;
  /** Device ids by user: the pending ones and those of the followers that were taken. */
  readonly byUser: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Bytes of user and device ids that a fan-out keeps in its row. DynamoDB's items end at 400 KB. */
export const MOST_PENDING_BYTES = 200_000;
/** DynamoDB counts three bytes for a list and one for an element, and one for a member of a map. */
const OVERHEAD_BYTES = 4;

/**
 * Takes as many followers, in their order, as have room beside the pending devices of an earlier attempt: at least one.
 * If the first has no room, it keeps its pending devices, and others only as far as they fit: they came later.
 */
export function takeWithin(
  pending: Readonly<Record<string, readonly string[]>>,
  followers: readonly FollowerDevices[],
): Taken {
  const byUser = new Map(Object.entries(pending).map(([userId, ids]) => [userId, new Set(ids)]));
  let bytes = pendingBytes(byUser);
  let last: string | undefined;
  for (const { userId, deviceIds } of followers) {
    const known = byUser.get(userId);
    const fresh = deviceIds.filter((id) => known?.has(id) !== true);
    const fitting = fittingIds(fresh, MOST_PENDING_BYTES - bytes - (known ? 0 : bytesOf(userId)));
    if (fitting.length < fresh.length && last !== undefined) return { last, all: false, byUser };
    const added = new Map([[userId, new Set(fitting)]]);
    if (fitting.length > 0) {
      bytes += pendingBytes(added) - (known ? bytesOf(userId) : 0);
      byUser.set(userId, (known ?? new Set()).union(new Set(fitting)));
    }
    last = userId;
  }
  return { last, all: true, byUser };
}

/** Returns the bytes that these ids take in a row, or a few more. */
export function pendingBytes(byUser: ReadonlyMap<string, ReadonlySet<string>>): number {
  let bytes = 0;
  for (const [userId, ids] of byUser) {
    bytes += bytesOf(userId);
    for (const id of ids) bytes += bytesOf(id);
  }
  return bytes;
}

function bytesOf(id: string): number {
  return byteLength(id) + OVERHEAD_BYTES;
}

function fittingIds(ids: readonly string[], room: number): readonly string[] {
  let left = room;
  return ids.filter((id) => {
    left -= bytesOf(id);
    return left >= 0;
  });
}
